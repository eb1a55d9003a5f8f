using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalCloud.Engine.Bridged;

/// <summary>The checks that every type of a bridged package goes through.</summary>
internal sealed class BridgedRules(CloudContext cloud, BridgedService service)
{
    /// <summary>Names that break their rule.</summary>
    public IEnumerable<CheckFailure> Names(string type, JsonObject inputs)
    {
        if (service.TypeOf(type).Name is not { } name || inputs.Text(name.Property) is not { } value
            || value == BodyValidator.Unknown) yield break;
        if (!name.Rule.Allows(value))
            yield return new CheckFailure(name.Property, name.Rule.Explain(value)) { Code = name.Rule.Code };
    }

    /// <summary>Refuses names of resources that don't exist.</summary>
    public void References(string type, JsonObject inputs)
    {
        foreach (var reference in service.TypeOf(type).References)
        {
            foreach (var (path, value) in Values(inputs, reference.Path))
            {
                if (value.Length == 0 || reference.Targets.Any(target => Exists(target, value, inputs))) continue;
                throw new ProviderException(reference.Code, string.Format(reference.Message, value), path, 404);
            }
        }
    }

    /// <summary>
    /// What an earlier try of a creation made; null if it made nothing. Of what was made without an id of the request, the one
    /// with the same inputs that can't be there twice is taken for it.
    /// </summary>
    public StoredResource? MadeFor(string type, JsonObject inputs, string? requestId) =>
        cloud.Store.OfType(service.StoredType(type)).FirstOrDefault(other => other.RequestId is { } id && id == requestId)
            ?? (Same(type, inputs) is { RequestId: null } same ? same : null);

    /// <summary>Refuses what is there already.</summary>
    /// <param name="type">The type.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="made">What an earlier try of the creation made, which it may be.</param>
    public void Uniqueness(string type, JsonObject inputs, StoredResource? made)
    {
        var unique = service.TypeOf(type).Unique;
        if (Same(type, inputs) is not { } same || same.Key == made?.Key) return;
        var name = string.Join(", ", unique.Select(property => $"{property} '{Shown(inputs, property)}'"));
        throw new ProviderException("AlreadyExists", $"A {type} with {name} exists already.", unique[^1], 409);
    }

    private StoredResource? Same(string type, JsonObject inputs) => service.TypeOf(type).Unique is { Length: > 0 } unique
        ? cloud.Store.OfType(service.StoredType(type)).FirstOrDefault(other =>
            unique.All(property => string.Equals(Shown(other.Body, property), Shown(inputs, property),
                StringComparison.OrdinalIgnoreCase)))
        : null;

    private bool Exists(string target, string value, JsonObject inputs)
    {
        if (service.ExistsOutside(target, value, inputs)) return true;
        if (!target.EndsWith('*')) return service.Find(target, value) is not null;
        var prefix = service.StoredType(target[..^1]);
        return cloud.Store.All()
            .Any(resource => resource.Type.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && BridgedService.IdOf(resource) == value);
    }

    /// <summary>Strings and numbers at a path.</summary>
    private static IEnumerable<(string Path, string Value)> Values(JsonObject inputs, string path)
    {
        var texts = inputs.Texts(path).ToList();
        if (texts.Count > 0) return texts;
        if (path.EndsWith("[]", StringComparison.Ordinal))
            return (inputs.At(path[..^2]) as JsonArray
                ?? []).Select((item, index) => ($"{path[..^2]}[{index}]", item?.ToJsonString() ?? ""));
        return inputs.Number(path) is { } number ? [(path, JsonNumbers.FromDouble(number).ToJsonString())] : [];
    }

    private static string? Shown(JsonObject inputs, string property) =>
        inputs.Text(property) ?? inputs.At(property)?.ToJsonString();
}
