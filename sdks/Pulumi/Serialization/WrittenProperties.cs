using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>The properties of an args object as wire values, and the resources each of them depends on.</summary>
internal sealed record WrittenProperties(Struct Values, IReadOnlyDictionary<string, IReadOnlyCollection<Resource>> Dependencies)
{
    /// <param name="args">The args object.</param>
    /// <param name="keepResources">Whether resources are written as references.</param>
    /// <param name="keepOutputValues">Whether outputs are written with where they come from.</param>
    /// <param name="dependent">The resource whose args they are; none for a function.</param>
    public static async ValueTask<WrittenProperties> WriteAsync(
        InputArgs args, bool keepResources, bool keepOutputValues = false, Resource? dependent = null)
    {
        var values = new Struct();
        var dependencies = new Dictionary<string, IReadOnlyCollection<Resource>>();
        foreach (var entry in args.ReadEntries())
        {
            if (entry.Value is null)
                continue;
            dependent?.WaitsFor = ResourceWait.ForInput(entry.Key);
            var writer = new ValueWriter(keepResources, keepOutputValues, dependent);
            var value = await PropertyWriter.WriteAsync(writer, entry);
            if (WireValue.IsNull(value))
                continue;
            values.Fields[entry.Key] = value;
            dependencies[entry.Key] = writer.Dependencies;
        }
        return new WrittenProperties(values, dependencies);
    }

    public static WrittenProperties None { get; } = new(new Struct(), new Dictionary<string, IReadOnlyCollection<Resource>>());
}
