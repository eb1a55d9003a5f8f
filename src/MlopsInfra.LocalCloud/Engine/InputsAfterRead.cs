using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// The inputs of a resource after it was read. Known inputs stay as they are but for what changed in the cloud since the last
/// time, so that what Azure never gives back (parameters of the query, passwords) is not lost.
/// </summary>
internal static class InputsAfterRead
{
    /// <summary>The inputs.</summary>
    /// <param name="schema">The type.</param>
    /// <param name="request">What was asked, with what was known so far.</param>
    /// <param name="path">The parameters of the id.</param>
    /// <param name="outputs">What was read.</param>
    public static PropertyMap Of(ResourceSchema schema, ReadRequest request, IReadOnlyDictionary<string, string> path,
        PropertyMap outputs)
    {
        var now = InputReduction.Of(outputs, schema.Body);
        if (request.Inputs.Count == 0 || request.Outputs.Count == 0) return Imported(schema, request, path, now);
        var before = InputReduction.Of(request.Outputs, schema.Body);
        return Changed(
            request.Inputs,
            ChildProperties.LeaveOut(schema, before, request.Inputs),
            ChildProperties.LeaveOut(schema, now, request.Inputs));
    }

    private static PropertyMap Imported(ResourceSchema schema, ReadRequest request, IReadOnlyDictionary<string, string> path,
        PropertyMap inputs)
    {
        foreach (var (name, value) in path.Where(pair => schema.PathInputs.ContainsKey(pair.Key)))
            inputs = inputs.With(name,
                request.Inputs.TryGetValue(name, out var known) ? known : name is "scope" or "resourceUri" ? $"/{value}" : value);
        return inputs;
    }

    /// <summary>Inputs with the difference of two answers, object by object.</summary>
    private static PropertyMap Changed(PropertyMap inputs, PropertyMap before, PropertyMap now)
    {
        foreach (var key in before.Keys.Union(now.Keys))
        {
            var (old, current) = (before.GetValueOrDefault(key), now.GetValueOrDefault(key));
            if (old is not null && current is not null && Plain(old).Equals(Plain(current))) continue;
            inputs =
                current is null ? inputs.Without(key) : inputs.With(key, Changed(inputs.GetValueOrDefault(key), old, current));
        }

        return inputs;
    }

    private static PropertyValue Changed(PropertyValue? input, PropertyValue? before, PropertyValue now) =>
        (input?.WithoutSecretMark, before?.WithoutSecretMark, now.WithoutSecretMark) switch
        {
            (PropertyValue.Obj inputs, PropertyValue.Obj old, PropertyValue.Obj current) =>
                Changed(inputs.Members, old.Members, current.Members),
            _ => now,
        };

    /// <summary>A value without marks at any depth: an answer does not say what is secret.</summary>
    private static PropertyValue Plain(PropertyValue value) =>
        SecretMarks.Remove(new PropertyMap([KeyValuePair.Create("", value)]))[""];
}
