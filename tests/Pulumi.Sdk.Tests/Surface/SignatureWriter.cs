using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pulumi.Sdk.Tests.Surface;

/// <summary>Writes types and members as pulumi-dotnet-api.txt does.</summary>
internal static class SignatureWriter
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static string Header(Type type)
    {
        var name = TypeNames.Qualified(type);
        if (typeof(Delegate).IsAssignableFrom(type))
            return $"delegate {name}";
        var bases = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            bases.Add(TypeNames.Plain(parent));
        bases.AddRange(type.GetInterfaces().Where(item => item.IsVisible).Select(TypeNames.Plain));
        return $"{Kind(type)} {name}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    public static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return [Invocation(type.GetMethod("Invoke")!)];
        return type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(Field)
            .Concat(type.GetProperties(Declared).Select(Property).OfType<string>())
            .Concat(type.GetConstructors(Declared).Where(IsVisible).Where(item => !item.IsStatic && !type.IsInterface)
                .Select(Constructor))
            .Concat(type.GetMethods(Declared).Where(IsVisible).Where(IsOrdinary).Select(Method));
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOrdinary(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Field(FieldInfo field) =>
        $"field {(field.IsStatic ? "static " : "")}{TypeNames.Of(field)} {field.Name}";

    private static string? Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible)
            .Select(accessor => $"{Access(accessor)}{(accessor.ReturnType == typeof(void) ? "set" : "get")}")
            .ToArray();
        return accessors.Length == 0
            ? null : $"prop {TypeNames.Of(property)} {property.Name} {{ {string.Join("; ", accessors)} }}";
    }

    private static string Constructor(ConstructorInfo constructor) =>
        $"{(constructor.IsPublic ? "" : "protected ")}.ctor({Parameters(constructor)})";

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : "";
        return $"{Access(method)}{TypeNames.Of(method.ReturnParameter)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Invocation(MethodInfo invoke) => $"{TypeNames.Of(invoke.ReturnParameter)} ({Parameters(invoke)})";

    private static string Access(MethodInfo method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method.IsAbstract ? "abstract " : method.IsVirtual ? "virtual " : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        var byRef = parameter.ParameterType.IsByRef ? "ref " : "";
        return $"{(isParams ? "params " : "")}{byRef}{TypeNames.Of(parameter)} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter) => !parameter.HasDefaultValue ? "" : parameter.DefaultValue switch
    {
        null when parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null =>
            " = default",
        null => " = null",
        string text => $" = \"{text}\"",
        bool flag => flag ? " = true" : " = false",
        var value => $" = {value}",
    };
}
