import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** Checks each file named against PDF/UA-1: one line of verdict, one line for each broken rule. */
public class VeraCheck {
    public static void main(String[] names) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var rules = Profiles.profileFromXml(
            VeraCheck.class.getResourceAsStream("/org/verapdf/pdfa/validation/PDFUA-1.xml"));
        for (String name : names) {
            try (var in = new FileInputStream(name);
                 var parser = Foundries.defaultInstance().createParser(in, PDFAFlavour.PDFUA_1);
                 var validator = ValidatorFactory.createValidator(rules, false)) {
                var result = validator.validate(parser);
                System.out.println("FILE\t" + result.isCompliant() + "\t" + result.getTotalAssertions() + "\t" + name);
                for (TestAssertion found : result.getTestAssertions()) {
                    if (found.getStatus() == TestAssertion.Status.FAILED) {
                        System.out.println("RULE\t" + found.getRuleId().getClause() + "-"
                            + found.getRuleId().getTestNumber() + "\t" + found.getMessage());
                    }
                }
            }
        }
    }
}
