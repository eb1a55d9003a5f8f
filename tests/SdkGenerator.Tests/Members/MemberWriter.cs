using System.Reflection;

namespace SdkGenerator.Tests.Members;

/// <summary>
/// Writes what a program, and the core SDK by reflection, sees of a type, as the lists of the official packages do.
/// </summary>
internal static class MemberWriter
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The lines of one type, without its name.</summary>
    public static IEnumerable<string> Lines(Type type) =>
    [
        $"{Attributes(type)}{Kind(type)}class : {TypeText.Of(type.BaseType!)}",
        .. type.GetProperties(Declared).Where(property => property.GetMethod is { IsPublic: true }).Select(Property),
        .. type.GetFields(Declared)
            .Where(field => field.IsPublic || field.IsDefined(typeof(Pulumi.InputAttribute))).Select(Field),
        .. type.GetConstructors(Declared)
            .Where(found => found.IsPublic || found.IsDefined(typeof(Pulumi.OutputConstructorAttribute))).Select(Constructor),
        .. type.GetMethods(Declared).Where(method => method is { IsPublic: true, IsSpecialName: false }).Select(Method),
    ];

    private static string Kind(Type type) => type switch
    {
        { IsAbstract: true, IsSealed: true } => "static ",
        { IsSealed: true } => "sealed ",
        _ => "",
    };

    private static string Property(PropertyInfo property)
    {
        var set = property.SetMethod is not { } setter ? "" : setter.IsPublic ? "set;" : "private set;";
        return $"{Attributes(property)}{TypeText.Of(property)} {property.Name} {{get;{set}}}";
    }

    // A field behind a property is known to the core SDK by its attribute; how it is called is nobody's business.
    private static string Field(FieldInfo field) => field.IsPublic
        ? $"{Attributes(field)}field {TypeText.Of(field)} {field.Name}"
        : $"{Attributes(field)}nonpublic field {TypeText.Of(field.FieldType)}";

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Attributes(constructor)}{(constructor.IsPublic ? "" : "nonpublic ")}ctor({Parameters(constructor)})";

    private static string Method(MethodInfo method) =>
        $"{Attributes(method)}{(method.IsStatic ? "static " : "")}{TypeText.Of(method.ReturnType)} "
            + $"{method.Name}({Parameters(method)})";

    private static string Parameters(MethodBase method) => string.Join(",", method.GetParameters()
        .Select(parameter => $"{TypeText.Of(parameter.ParameterType)}{(parameter.HasDefaultValue ? "=" : "")} {parameter.Name}"));

    private static string Attributes(MemberInfo member) => string.Concat(member.CustomAttributes
        .Where(attribute => attribute.AttributeType == typeof(ObsoleteAttribute)
            || attribute.AttributeType.Namespace!.StartsWith("Pulumi", StringComparison.Ordinal))
        .Select(attribute => $"[{attribute.AttributeType.Name}({Arguments(attribute)})]"));

    // The schemas here say that something is obsolete, and not what to use instead.
    private static string Arguments(CustomAttributeData attribute) => attribute.AttributeType == typeof(ObsoleteAttribute)
        ? "..."
        : string.Join(",", attribute.ConstructorArguments.Select(argument => argument.Value));
}
