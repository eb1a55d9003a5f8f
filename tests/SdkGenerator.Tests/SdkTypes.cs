using System.Reflection;

namespace SdkGenerator.Tests;

/// <summary>Finds types and attributes in the built provider SDKs.</summary>
internal static class SdkTypes
{
    private static readonly Dictionary<string, Assembly> Assemblies = new()
    {
        ["AzureNative"] = typeof(Pulumi.AzureNative.Provider).Assembly,
        ["AzureDevOps"] = typeof(Pulumi.AzureDevOps.Provider).Assembly,
        ["Github"] = typeof(Pulumi.Github.Provider).Assembly,
    };

    /// <summary>The assembly of a package, by its part of the namespace.</summary>
    public static Assembly Assembly(string package) => Assemblies[package];

    /// <summary>A type by its name without <c>Pulumi.</c>.</summary>
    public static Type Get(string name) => Assemblies[name.Split('.')[0]].GetType($"Pulumi.{name}")
        ?? throw new ArgumentException($"Pulumi.{name} is not in the SDK");

    /// <summary>The wire name and the required flag of an input, from the property or from the field behind it.</summary>
    public static (string Name, bool Required) InputAttribute(PropertyInfo property)
    {
        var own = Arguments<Pulumi.InputAttribute>(property);
        if (own is null)
        {
            own = property.DeclaringType!.GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
                .Where(field => string.Equals(field.Name, $"_{property.Name}", StringComparison.OrdinalIgnoreCase))
                .Select(Arguments<Pulumi.InputAttribute>)
                .FirstOrDefault();
        }

        Assert.True(own is not null, $"{property.DeclaringType}.{property.Name} has no [Input]");
        return ((string)own[0]!, (bool)own[1]!);
    }

    /// <summary>The arguments of an attribute on all members of a type, private ones too.</summary>
    public static IEnumerable<object?[]> AttributeArguments<T>(Type type) =>
        type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(Arguments<T>)
            .OfType<object?[]>();

    private static object?[]? Arguments<T>(MemberInfo member) => member.CustomAttributes
        .FirstOrDefault(attribute => attribute.AttributeType == typeof(T))
        ?.ConstructorArguments.Select(argument => argument.Value).ToArray();
}
