// Validates PDF files with the veraPDF library.
//
//   java -cp <jar with veraPDF> Validate.java UA-1,A-2A FILE.pdf ...
//
// Prints a line for each file and profile, the broken rules below it, and ends with
// «N passed, N failed»; exit status 1 if any failed. The jar at hand has no JAXB, with which
// veraPDF reads its profiles, so they are read here with the XML parser of the JDK.

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class Validate {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    int passed = 0;
    int failed = 0;
    for (String name : arguments[0].split(",")) {
      ValidationProfile profile = profile("PDF" + name);
      for (String file : List.of(arguments).subList(1, arguments.length)) {
        if (conforms(profile, name, file)) passed++; else failed++;
      }
    }
    System.out.println(passed + " passed, " + failed + " failed");
    System.exit(failed == 0 && passed > 0 ? 0 : 1);
  }

  /** Validates one file, prints what was found, and tells whether the file conforms. */
  static boolean conforms(ValidationProfile profile, String name, String file) {
    var flavour = profile.getPDFAFlavour();
    try (var foundry = Foundries.defaultInstance();
        var parser = foundry.createParser(new File(file), flavour);
        var validator = foundry.createValidator(profile, false)) {
      ValidationResult result = validator.validate(parser);
      boolean good = result.isCompliant() && result.getTotalAssertions() > 0;
      System.out.printf("%s %s %s: %d rules, %d checks%n", good ? "ok  " : "FAIL", name, file,
          profile.getRules().size(), result.getTotalAssertions());
      result.getTestAssertions().stream()
          .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
          .collect(Collectors.groupingBy(a -> a.getRuleId().getClause() + " test " + a.getRuleId().getTestNumber()))
          .forEach((rule, faults) -> System.out.printf("     %s, %d times: %s at %s%n", rule, faults.size(),
              faults.get(0).getMessage(), faults.get(0).getLocation().getContext()));
      return good;
    } catch (Exception fault) {
      System.out.printf("FAIL %s %s: %s%n", name, file, fault);
      return false;
    }
  }

  /** Reads a validation profile from the jar, such as PDFUA-1. */
  static ValidationProfile profile(String name) throws Exception {
    Element root;
    try (InputStream xml = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
    }
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element rule : all(root, "rule")) {
      rules.add(rule(rule));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element variable : all(root, "variable")) {
      variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
          text(variable, "defaultValue"), text(variable, "value")));
    }
    var details = Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0));
    return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")), details, "", rules, variables);
  }

  static Rule rule(Element element) {
    Element id = all(element, "id").get(0);
    Element error = all(element, "error").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : all(error, "argument")) {
      String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
    }
    var specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
    int number = Integer.parseInt(id.getAttribute("testNumber"));
    Boolean deferred = element.hasAttribute("deferred") ? Boolean.valueOf(element.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number),
        element.getAttribute("object"), deferred, element.getAttribute("tags"), text(element, "description"),
        text(element, "test"), Profiles.errorFromValues(text(error, "message"), arguments), List.of());
  }

  static List<Element> all(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast).toList();
  }

  static String text(Element parent, String tag) {
    return all(parent, tag).stream().findFirst().map(Node::getTextContent).orElse("");
  }
}
