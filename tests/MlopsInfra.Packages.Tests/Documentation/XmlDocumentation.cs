using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MlopsInfra.Packages.Tests.Documentation;

/// <summary>The XML documentation of an assembly, as Markdown.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    /// <summary>Reads the file that the compiler wrote beside the assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    public XmlDocumentation(Assembly assembly)
    {
        var document = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        _members = document.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
    }

    /// <summary>The summary of a type, on one line.</summary>
    public string Summary(Type type) => Text($"T:{type.FullName}");

    /// <summary>The summary of a property, on one line.</summary>
    public string Summary(PropertyInfo property) => Text($"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>The summary of an enum's value or a constant, on one line.</summary>
    public string Summary(FieldInfo field) => Text($"F:{field.DeclaringType!.FullName}.{field.Name}");

    /// <summary>The example of a type: its lines, without the indentation of the file that the compiler wrote.</summary>
    public string Example(Type type)
    {
        var code = _members[$"T:{type.FullName}"].Element("example")?.Element("code")?.Value
            ?? throw new InvalidOperationException($"{type} has no example.");
        var lines = code.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        var indentation = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > indentation ? line[indentation..] : ""));
    }

    /// <summary>What a record's constructor says of a parameter, on one line.</summary>
    public string Parameter(Type record, string name) =>
        Line(_members[$"T:{record.FullName}"].Elements("param").Single(param => param.Attribute("name")!.Value == name));

    private string Text(string member) =>
        _members.TryGetValue(member, out var element) && element.Element("summary") is { } summary
        ? Line(summary)
        : throw new InvalidOperationException($"{member} has no summary.");

    private static string Line(XElement element) =>
        Spaces().Replace(string.Concat(element.Nodes().Select(Inline)), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);

    private static string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => $"`{Referenced(see)}`",
        XElement { Name.LocalName: "c" or "code" } code => $"`{Spaces().Replace(code.Value, " ").Trim()}`",
        XElement { Name.LocalName: "paramref" } reference => $"`{reference.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "example" } example => $"Example: {Line(example)}",
        XElement other => throw new InvalidOperationException($"<{other.Name}> in a summary is not known here."),
        _ => "",
    };

    // "P:MlopsInfra.Components.TrainingOptions.MaxNodes" -> "MaxNodes"
    private static string Referenced(XElement see) =>
        see.Attribute("langword")?.Value ?? see.Attribute("cref")!.Value.Split('(')[0].Split('.')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
