using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// A list input. It is mutable and shared when assigned (L5); elements stay inputs of their own, so that the wire can mark
/// an unknown or secret element in its place, while as one output the list is unknown or secret if an element is (L6).
/// </summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private readonly List<InputListPart<T>> _parts;

    public InputList() => _parts = [];

    private InputList(IEnumerable<InputListPart<T>> parts) => _parts = [.. parts];

    private InputList(Output<ImmutableArray<T>> items) => _parts = [new InputListPart<T>(items)];

    public static implicit operator InputList<T>(T value) => new([new InputListPart<T>(value)]);

    public static implicit operator InputList<T>(T[] values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<T> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<T> values) => new(Output.Create(values));

    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values);

    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    public static implicit operator InputList<T>(Output<T>[] values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(items => ImmutableArray.Create(items)));

    public static implicit operator InputList<T>(Output<List<T>> values) => new(values.Apply(items => items.ToImmutableArray()));

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) =>
        new(values.Apply(items => items.ToImmutableArray()));

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values);

    public void Add(params Input<T>[] inputs) => _parts.AddRange(inputs.Select(input => new InputListPart<T>(input)));

    /// <summary>A list that is added is flattened (L3).</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs) => _parts.AddRange(inputs._parts.ToArray());

    public InputList<T> Concat(InputList<T> other) => new(_parts.Concat(other._parts));

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var part in _parts.ToArray())
        {
            if (part.Item is not null)
            {
                yield return part.Item;
                continue;
            }
            var data = await part.Items!.Data;
            if (!data.Value.IsDefault)
                foreach (var value in data.Value)
                    yield return new Output<T>(data.With(value));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException(
        $"A {GetType().FullName} cannot be synchronously enumerated. Use GetAsyncEnumerator instead.");

    internal override Output<ImmutableArray<T>> AsOutput() =>
        _parts is [{ Items: { } only }] ? only : new(CombineAsync([.. _parts]));

    internal override ValueTask<OutputData<object?>> GetPartsAsync() => CollectAsync([.. _parts]);

    private static InputList<T> Of(IEnumerable<Input<T>> items) => new(items.Select(item => new InputListPart<T>(item)));

    private static async ValueTask<OutputData<ImmutableArray<T>>> CombineAsync(InputListPart<T>[] parts)
    {
        var values = ImmutableArray.CreateBuilder<T>(parts.Length);
        var state = new OutputState();
        foreach (var part in parts)
        {
            if (part.Item is not null)
            {
                var item = await part.Item.ToOutput().Data;
                state.Add(item);
                values.Add(item.Value);
                continue;
            }
            var items = await part.Items!.Data;
            state.Add(items);
            if (!items.Value.IsDefault)
                values.AddRange(items.Value);
        }
        return state.Complete(values.ToImmutable());
    }

    private static async ValueTask<OutputData<object?>> CollectAsync(InputListPart<T>[] parts)
    {
        var values = new List<object?>(parts.Length);
        var state = new OutputState();
        foreach (var part in parts)
        {
            if (part.Items is null)
            {
                values.Add(part.Item);
                continue;
            }
            var items = await part.Items.Data;
            state.Add(items);
            if (!items.Value.IsDefault)
                foreach (var value in items.Value)
                    values.Add(value);
        }
        return state.Complete<object?>(values);
    }
}
