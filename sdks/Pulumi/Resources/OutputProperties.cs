using System.Collections.Concurrent;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The [Output] properties of a resource class, looked up once per type.</summary>
internal sealed class OutputProperties
{
    private static readonly ConcurrentDictionary<Type, OutputProperties> Shapes = new();

    private readonly Property[] _properties;

    private OutputProperties(Type type) => _properties = [.. type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(property => (property, attribute: property.GetCustomAttribute<OutputAttribute>()))
        .Where(pair => pair.attribute is not null)
        .Select(pair => new Property(pair.attribute!.Name ?? pair.property.Name, Declared(pair.property)))];

    /// <summary>Gives every property an output to be completed later (N4).</summary>
    /// <exception cref="InvalidOperationException">A property has no setter or a type that is not allowed (N17, N18).</exception>
    /// <exception cref="RunException">A property is no output (N19).</exception>
    public static List<OutputSlot> Initialize(Resource resource)
    {
        var shape = For(resource);
        shape.CheckTypes();
        var slots = new List<OutputSlot>(shape._properties.Length);
        foreach (var property in shape._properties)
        {
            var source = property.Factory.Create();
            property.Info.SetValue(resource, source.Output);
            slots.Add(new OutputSlot(property.Name, source));
        }
        return slots;
    }

    /// <summary>The values as they are now, by wire name.</summary>
    public static Dictionary<string, object?> Read(Resource resource) =>
        For(resource)._properties.ToDictionary(property => property.Name, property => property.Info.GetValue(resource));

    /// <exception cref="RunException">A property is no output or has no value (S2, S3).</exception>
    public static void CheckAssigned(Resource resource)
    {
        var shape = For(resource);
        shape.CheckAreOutputs();
        if (shape.NamesWhere(property => property.Info.GetValue(resource) is null) is { Count: > 0 } unset)
            throw RunException.OutputsHaveNoValue(unset);
    }

    private static OutputProperties For(Resource resource) =>
        Shapes.GetOrAdd(resource.GetType(), static type => new OutputProperties(type));

    /// <summary>A private setter is only visible on the class that declares the property.</summary>
    private static PropertyInfo Declared(PropertyInfo property) =>
        property.DeclaringType == property.ReflectedType
            ? property
            : property.DeclaringType!.GetProperty(
                property.Name,
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) ?? property;

    private void CheckTypes()
    {
        CheckAreOutputs();
        foreach (var property in _properties)
        {
            var owner = $"[Output] {property.Info.DeclaringType!.FullName}.{property.Info.Name}";
            AllowedTypes.Check(property.ValueType!, owner);
            if (property.Info.SetMethod is null)
                throw new InvalidOperationException($"{owner} did not have a 'set' method");
        }
    }

    private void CheckAreOutputs()
    {
        if (NamesWhere(property => property.ValueType is null) is { Count: > 0 } wrong)
            throw RunException.OutputsHaveIncorrectType(wrong);
    }

    private List<string> NamesWhere(Func<Property, bool> condition) =>
        [.. _properties.Where(condition).Select(property => property.Name)];

    private sealed class Property
    {
        private OutputSourceFactory? _factory;

        public Property(string name, PropertyInfo info)
        {
            Name = name;
            Info = info;
            var type = info.PropertyType;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Output<>))
                ValueType = type.GetGenericArguments()[0];
        }

        public string Name { get; }

        public PropertyInfo Info { get; }

        /// <summary>Null if the property is no output.</summary>
        public Type? ValueType { get; }

        public OutputSourceFactory Factory => _factory ??= OutputSourceFactory.For(ValueType!);
    }
}
