using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The loaded classes with a [ResourceType], looked up when the first reference to a resource comes in.</summary>
internal static class ResourceClasses
{
    private static readonly Lazy<Dictionary<string, Type>> Classes = new(FindAll);

    /// <summary>
    /// An instance of the class for the URN's type, which gets its state by URN; null if there is no such class.
    /// </summary>
    public static Resource? Create(string urn)
    {
        var parsed = ResourceUrn.Parse(urn);
        if (!Classes.Value.TryGetValue(parsed.Type, out var type))
            return null;
        var constructor = type.GetConstructors().FirstOrDefault(IsUsable);
        return constructor is null ? null : (Resource)constructor.Invoke([parsed.Name, null, OptionsFor(constructor, urn)]);
    }

    /// <summary>The form that all packages' classes have: name, args, options.</summary>
    private static bool IsUsable(ConstructorInfo constructor)
    {
        var parameters = constructor.GetParameters();
        return parameters.Length == 3
            && parameters[0].ParameterType == typeof(string)
            && typeof(ResourceOptions).IsAssignableFrom(parameters[2].ParameterType);
    }

    private static ResourceOptions OptionsFor(ConstructorInfo constructor, string urn) =>
        constructor.GetParameters()[2].ParameterType == typeof(ComponentResourceOptions)
            ? new ComponentResourceOptions { Urn = urn }
            : new CustomResourceOptions { Urn = urn };

    private static Dictionary<string, Type> FindAll()
    {
        var classes = new Dictionary<string, Type>();
        var sdk = typeof(ResourceTypeAttribute).Assembly.GetName().Name;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            if (!assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(reference => reference.Name == sdk))
                foreach (var type in assembly.GetTypes())
                    if (type.GetCustomAttribute<ResourceTypeAttribute>(false) is { } attribute)
                        classes.TryAdd(attribute.Type, type);
        return classes;
    }
}
