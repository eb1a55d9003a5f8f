using System.Collections;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>
/// Writes inputs as wire values. It waits for outputs, and collects the resources they depend on. Everything that is there
/// already is written synchronously, so that a mock is called inside the resource's constructor (O1).
/// </summary>
internal sealed class ValueWriter(bool keepResources, bool keepOutputValues = false, Resource? dependent = null)
{
    private HashSet<Resource>? _dependencies;

    /// <summary>What the values written so far depend on.</summary>
    public IReadOnlyCollection<Resource> Dependencies => _dependencies is null ? [] : _dependencies;

    public ValueTask<Value> WriteAsync(object? value, string label) => value switch
    {
        null => new(WireValue.Null()),
        string text => new(Value.ForString(text)),
        bool flag => new(Value.ForBool(flag)),
        int number => new(Value.ForNumber(number)),
        double number => new(Value.ForNumber(number)),
        IInput input => WriteDataAsync(input.GetPartsAsync(), label),
        IOutput output => WriteDataAsync(output.GetUntypedDataAsync(), label),
        IUnion union => WriteAsync(union.Value, label),
        InputArgs args => WriteArgsAsync(args, label),
        JsonElement json => new(JsonWire.Write(json)),
        AssetOrArchive asset => WriteAssetAsync(asset, label),
        Resource resource => WriteResourceAsync(resource),
        Task => throw new InvalidOperationException(
            $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{label}"),
        IDictionary map => WriteMapAsync(map, label),
        IList list => WriteListAsync(list, label),
        System.Enum number => new(Value.ForNumber(Convert.ToInt32(number))),
        _ when EnumTypes.TryGetValue(value, out var content) => WriteAsync(content, label),
        _ => throw new InvalidOperationException($"{value.GetType().FullName} is not a supported argument type.\n\t{label}"),
    };

    /// <summary>Null members are left out (I7, I14).</summary>
    public async ValueTask<Value> WriteArgsAsync(InputArgs args, string label)
    {
        var members = new Struct();
        foreach (var entry in args.ReadEntries())
            Add(members, entry.Key, await WriteEntryAsync(entry, $"{label}.{entry.Key}"));
        return Value.ForStruct(members);
    }

    public ValueTask<Value> WriteEntryAsync(ArgsEntry entry, string label) =>
        entry.IsJson ? WriteJsonTextAsync(entry.Value, label) : WriteAsync(entry.Value, label);

    public static void Add(Struct members, string key, Value value)
    {
        if (!WireValue.IsNull(value))
            members.Fields[key] = value;
    }

    private async ValueTask<Value> WriteDataAsync(ValueTask<OutputData<object?>> pending, string label)
    {
        var data = await pending;
        // An output value carries its own dependencies; they count for the property as well.
        foreach (var resource in data.Resources)
            AddDependency(resource);
        if (keepOutputValues && (data.Resources.Count > 0 || data.IsSecret || !data.IsKnown))
            return await WriteOutputValueAsync(data, label);
        if (!data.IsKnown)
            return WireValue.Unknown();
        var value = await WriteAsync(data.Value, label);
        return data.IsSecret ? WireValue.Secret(value) : value;
    }

    /// <summary>
    /// Arguments of remote components and calls tell where an output comes from, and whether it is secret or unknown (protocol
    /// V9).
    /// </summary>
    private async ValueTask<Value> WriteOutputValueAsync(OutputData<object?> data, string label)
    {
        var output = WireValue.Special(WireConstants.OutputValueSignature);
        var members = output.StructValue.Fields;
        if (data.IsKnown)
            members[WireConstants.Value] = await WriteAsync(data.Value, label);
        if (data.IsSecret)
            members[WireConstants.Secret] = Value.ForBool(true);
        var via = ResourceDependencies.ViaInput(label);
        var urns = await DependencyUrns.CollectAsync(DependencyUrns.Expand(data.Resources, dependent, via), dependent, via);
        if (urns.Count > 0)
            members[WireConstants.Dependencies] = Value.ForList([.. urns.Select(Value.ForString)]);
        return output;
    }

    /// <summary>
    /// An input that is unknown or secret itself stays so. What it holds is marked inside the text, also an output that is
    /// the whole value, as of an Input of object (I22 to I24).
    /// </summary>
    private async ValueTask<Value> WriteJsonTextAsync(object? value, string label)
    {
        var data = value switch
        {
            IInput input => await input.GetPartsAsync(),
            IOutput output => await output.GetUntypedDataAsync(),
            _ => OutputData<object?>.Known(value),
        };
        foreach (var resource in data.Resources)
            AddDependency(resource);
        if (!data.IsKnown)
            return WireValue.Unknown();
        var content = await WriteAsync(data.Value, label);
        if (WireValue.IsNull(content))
            return content;
        var text = Value.ForString(JsonWire.ToText(content));
        return data.IsSecret ? WireValue.Secret(text) : text;
    }

    private async ValueTask<Value> WriteMapAsync(IDictionary map, string label)
    {
        var members = new Struct();
        foreach (DictionaryEntry entry in map)
        {
            if (entry.Key is not string key)
                throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{label}");
            Add(members, key, await WriteAsync(entry.Value, $"{label}.{key}"));
        }
        return Value.ForStruct(members);
    }

    private async ValueTask<Value> WriteListAsync(IList list, string label)
    {
        var elements = new ListValue();
        // A default ImmutableArray counts as an empty list (I16).
        if (!DefaultArrays.IsDefault(list))
            for (var index = 0; index < list.Count; index++)
                elements.Values.Add(await WriteAsync(list[index], $"{label}[{index}]"));
        return new Value { ListValue = elements };
    }

    private async ValueTask<Value> WriteAssetAsync(AssetOrArchive asset, string label)
    {
        var content =
            asset.Content is string text ? Value.ForString(text) : await WriteMapAsync((IDictionary)asset.Content, label);
        return WireValue.Special(asset.Signature, (asset.Member, content));
    }

    /// <summary>A reference, or where the engine knows none, the id (a component: the URN; protocol G1).</summary>
    private async ValueTask<Value> WriteResourceAsync(Resource resource)
    {
        AddDependency(resource);
        var urn = Value.ForString((await resource.Urn.Data).Value);
        if (resource is not CustomResource custom)
            return keepResources ? WireValue.Special(WireConstants.ResourceSignature, (WireConstants.Urn, urn)) : urn;
        var idData = await custom.Id.Data;
        var id = idData.IsKnown ? Value.ForString(idData.Value ?? "") : WireValue.Unknown();
        return keepResources
            ? WireValue.Special(WireConstants.ResourceSignature, (WireConstants.Id, id), (WireConstants.Urn, urn))
            : id;
    }

    private void AddDependency(Resource resource) => (_dependencies ??= []).Add(resource);
}
