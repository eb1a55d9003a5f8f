using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using MlopsInfra.Components;

namespace MlopsInfra.Packages.Tests.Documentation;

/// <summary>The reference page of one component, from its public members and their XML documentation.</summary>
/// <param name="documentation">The XML documentation.</param>
internal sealed class ReferencePage(XmlDocumentation documentation)
{
    private static readonly Assembly Components = typeof(MlopsComponent).Assembly;

    /// <summary>Every component.</summary>
    public static IEnumerable<Type> All =>
        Components.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(MlopsComponent)))
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>The page of a component.</summary>
    public string Write(Type component)
    {
        var args = Components.GetType($"{component.FullName}Args", throwOnError: true)!;
        var page = new StringBuilder(
            $"# {component.Name}\n\n<!-- Written by tests/MlopsInfra.Packages.Tests from the XML documentation; "
                + "docs/reference/README.md says how. -->\n\n");
        page.Append($"{documentation.Summary(component)}\n\n");
        page.Append($"    new {component.Name}(string name, {args.Name} args, ComponentResourceOptions? options = null)\n\n");
        page.Append("Throws `InvalidArgumentsException`, which names every wrong argument, before anything is declared.\n");
        Table(page, $"## Arguments: `{args.Name}`", documentation.Summary(args), "argument", args);
        Outputs(page, component);
        foreach (var type in UsedBy(args)) Describe(page, type);
        return page.ToString();
    }

    /// <summary>The page that lists all others.</summary>
    public string WriteIndex()
    {
        var page = new StringBuilder("""
            # Reference of the components

            One page for each component: arguments with type, default, units and limits; outputs; the types that the arguments are made of. Written from the
            XML documentation, and checked to be current, by `tests/MlopsInfra.Packages.Tests`. After a change of the documentation:

                UPDATE_REFERENCE=1 dotnet test tests/MlopsInfra.Packages.Tests --filter ReferenceTests

            How to use the components, with an example of each: [using-the-components.md](../using-the-components.md).

            | component | what it is |
            | --- | --- |

            """);
        foreach (var component in All)
            page.Append($"| [{component.Name}]({component.Name}.md) | {documentation.Summary(component)} |\n");
        return page.ToString();
    }

    private void Table(StringBuilder page, string title, string summary, string column, Type type)
    {
        page.Append($"\n{title}\n\n{summary}\n\n| {column} | type | default | description |\n| --- | --- | --- | --- |\n");
        var defaults = Defaults(type);
        foreach (var property in Properties(type).Where(property => property.SetMethod is not null))
        {
            page.Append(
                $"| `{property.Name}` | `{TypeText.Of(property)}` | {Default(property, defaults)} | "
                    + $"{Description(type, property)} |\n");
        }
    }

    private void Outputs(StringBuilder page, Type component)
    {
        var outputs = Properties(component).ToList();
        if (outputs.Count == 0) return;
        page.Append("\n## Outputs\n\n| output | type | description |\n| --- | --- | --- |\n");
        foreach (var output in outputs)
            page.Append($"| `{output.Name}` | `{TypeText.Of(output)}` | {documentation.Summary(output)} |\n");
    }

    private void Describe(StringBuilder page, Type type)
    {
        if (!type.IsEnum)
        {
            Table(page, $"## `{type.Name}`", documentation.Summary(type), "property", type);
            return;
        }

        page.Append($"\n## `{type.Name}`\n\n{documentation.Summary(type)}\n\n| value | meaning |\n| --- | --- |\n");
        foreach (var value in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            page.Append($"| `{value.Name}` | {documentation.Summary(value)} |\n");
    }

    private string Description(Type type, PropertyInfo property) =>
        IsParameter(type, property) ? documentation.Parameter(type, property.Name) : documentation.Summary(property);

    // Own members first, in the order of the source; what all components have comes last.
    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.DeclaringType!.Assembly == Components && property.Name != "EqualityContract")
        .OrderBy(property => Depth(property.DeclaringType!, type)).ThenBy(property => property.MetadataToken);

    private static int Depth(Type declaring, Type type) => declaring == type ? 0 : 1 + Depth(declaring, type.BaseType!);

    // Types of the library that a property is made of, each once, in the order of their first use.
    private static IEnumerable<Type> UsedBy(Type args)
    {
        var found = new List<Type>();
        Collect(args, found);
        return found;
    }

    private static void Collect(Type type, List<Type> found)
    {
        foreach (var used in Properties(type).Where(property => property.SetMethod is not null)
            .SelectMany(property => Parts(property.PropertyType)))
        {
            if (used.Assembly != Components || used.IsSubclassOf(typeof(MlopsComponent)) || found.Contains(used)) continue;
            found.Add(used);
            if (!used.IsEnum) Collect(used, found);
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];

    private static bool IsParameter(Type type, PropertyInfo property) =>
        type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name));

    private static object? Defaults(Type type) =>
        type.GetConstructor(Type.EmptyTypes) is null ? null : Activator.CreateInstance(type);

    private static string Default(PropertyInfo property, object? defaults)
    {
        if (defaults is null || property.IsDefined(typeof(RequiredMemberAttribute))) return "**required**";
        return property.GetValue(defaults) switch
        {
            null => "none",
            bool flag => flag ? "`true`" : "`false`",
            string { Length: 0 } => "empty",
            string or int or double or Enum => $"`{property.GetValue(defaults)}`",
            IEnumerable items =>
                items.Cast<object>().Any() ? string.Join(", ", items.Cast<object>().Select(item => $"`{item}`")) : "empty",
            _ => "see below",
        };
    }
}
