using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace MlopsInfra.Testing;

/// <summary>
/// The resource graph of a program: type, name, inputs, parent, explicit dependencies and what replaces it, of every resource.
/// Mocks see neither parents nor dependencies, so a transformation on the root takes them down.
/// </summary>
internal sealed class ResourceGraph
{
    private static readonly JsonSerializerOptions Format =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, (Resource Resource, ResourceOptions Options)> _seen = new();

    /// <summary>Give this to the root component: its transformations are asked about everything below it.</summary>
    public ComponentResourceOptions RootOptions() => new()
    {
        ResourceTransformations =
        {
            args =>
            {
                if (!_seen.TryAdd(args.Resource.GetResourceName(), (args.Resource, args.Options)))
                {
                    throw new InvalidOperationException($"two resources are called {args.Resource.GetResourceName()}");
                }

                return null;
            },
        },
    };

    /// <summary>Names of what the resource depends on explicitly.</summary>
    public async Task<IReadOnlyList<string>> DependenciesOf(string name)
    {
        var dependencies = await OutputUtilities.GetValueAsync<ImmutableArray<Resource>>(_seen[name].Options.DependsOn);
        return [.. dependencies.Select(resource => resource.GetResourceName()).Order(StringComparer.Ordinal)];
    }

    /// <summary>Options that the resource was declared with.</summary>
    public ResourceOptions OptionsOf(string name) => _seen[name].Options;

    /// <summary>The whole graph as JSON, ordered by name.</summary>
    public async Task<string> ToJson(AzureMocks mocks)
    {
        var items = new JsonArray();
        foreach (var (name, (resource, options)) in _seen.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var item = new JsonObject { ["name"] = name, ["type"] = resource.GetResourceType() };
            if (options.Parent is { } parent) item["parent"] = parent.GetResourceName();
            var dependencies = await DependenciesOf(name);
            if (dependencies.Count > 0) item["dependsOn"] = new JsonArray([.. dependencies.Select(d => JsonValue.Create(d))]);
            if (options is CustomResourceOptions custom) AddReplacement(item, custom);
            if (options.DeletedWith is { } holder) item["deletedWith"] = holder.GetResourceName();
            if (resource is CustomResource) item["inputs"] = ToNode(mocks.Resources[name].Inputs);
            items.Add(item);
        }

        return items.ToJsonString(Format) + "\n";
    }

    private static void AddReplacement(JsonObject item, CustomResourceOptions options)
    {
        if (options.ReplaceOnChanges.Count > 0)
            item["replaceOnChanges"] = new JsonArray([.. options.ReplaceOnChanges.Select(path => JsonValue.Create(path))]);
        if (options.DeleteBeforeReplace is { } oldFirst) item["deleteBeforeReplace"] = oldFirst;
    }

    /// <summary>The inputs of a resource as JSON.</summary>
    public static JsonElement InputsOf(MockResourceArgs resource) => JsonSerializer.SerializeToElement(ToNode(resource.Inputs));

    private static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        double number => JsonValue.Create(number),
        IDictionary<string, object> map => new JsonObject(
            map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, ToNode(e.Value)))),
        System.Collections.IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(ToNode)]),
        _ => throw new InvalidOperationException($"unexpected {value.GetType()}"),
    };
}
