using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// A map input: mutable, shared when assigned, its entries inputs of their own (see <see cref="InputList{T}"/>).
/// </summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private readonly List<InputMapPart<TValue>> _parts;

    public InputMap() => _parts = [];

    private InputMap(IEnumerable<InputMapPart<TValue>> parts) => _parts = [.. parts];

    private InputMap(Output<ImmutableDictionary<string, TValue>> map) => _parts = [new(null, null, map)];

    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>A null dictionary faults the map, not the program's line (L11).</summary>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => new(Output.Create(values).Apply(Copy));

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) =>
        new(Output.Create(values).Apply(map => map ?? throw NullPairs()));

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => new(values.Apply(Copy));

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => new(values.Apply(Copy));

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values);

    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second) =>
        new(first._parts.Concat(second._parts.Select(part => part with { Overrides = true })));

    public void Add(string key, Input<TValue> value) => _parts.Add(new(key, value, null));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values) =>
        _parts.AddRange(values._parts.Select(part => part with { IsFromMap = true }).ToArray());

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var data = await CollectAsync([.. _parts]);
        foreach (var (key, value) in data.Value)
            yield return value.ToOutput().Apply(item => KeyValuePair.Create(key, item));
    }

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException(
        $"A {GetType().FullName} cannot be synchronously enumerated. Use GetAsyncEnumerator instead.");

    internal override Output<ImmutableDictionary<string, TValue>> AsOutput() =>
        _parts is [{ Map: { } only }] ? only : new(CombineAsync([.. _parts]));

    internal override async ValueTask<OutputData<object?>> GetPartsAsync()
    {
        var data = await CollectAsync([.. _parts]);
        return data.With<object?>(data.Value);
    }

    private static async ValueTask<OutputData<Dictionary<string, Input<TValue>>>> CollectAsync(InputMapPart<TValue>[] parts)
    {
        var entries = new InputMapEntries<TValue>();
        var state = new OutputState();
        foreach (var part in parts)
        {
            if (part.Map is null)
            {
                await entries.AddAsync(part.Key!, part.Value!, part);
                continue;
            }
            var map = await part.Map.Data;
            state.Add(map);
            if (map.IsKnown && map.Value is not null)
                foreach (var (key, value) in map.Value)
                    await entries.AddAsync(key, value, part with { IsFromMap = true });
        }
        return state.Complete(entries.Entries);
    }

    private static async ValueTask<OutputData<ImmutableDictionary<string, TValue>>> CombineAsync(InputMapPart<TValue>[] parts)
    {
        var collected = await CollectAsync(parts);
        if (!collected.IsKnown)
            return collected.AsUnknown<ImmutableDictionary<string, TValue>>();
        var values = ImmutableDictionary.CreateBuilder<string, TValue>();
        var state = new OutputState();
        state.Add(collected);
        foreach (var (key, value) in collected.Value)
        {
            var data = await value.ToOutput().Data;
            state.Add(data);
            values[key] = data.Value;
        }
        return state.Complete(values.ToImmutable());
    }

    private static ImmutableDictionary<string, TValue> Copy(IDictionary<string, TValue> values) =>
        values?.ToImmutableDictionary() ?? throw NullPairs();

    // The name is the one that ImmutableDictionary's own methods give: that is what programs see (L11).
#pragma warning disable CA2208
    private static ArgumentNullException NullPairs() => new("pairs");
#pragma warning restore CA2208
}
