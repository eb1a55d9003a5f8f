using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MlopsInfra.LocalEngine.State;

/// <summary>A stack's state in memory: the live resources by URN, those that were replaced and still exist, creations under way. Not thread-safe.</summary>
internal sealed class StackState
{
    private readonly Dictionary<string, ResourceRecord> _live = new(StringComparer.Ordinal);
    private readonly List<ResourceRecord> _retired = [];
    private readonly Dictionary<string, PendingOperation> _pending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);

    /// <summary>Takes over what was read.</summary>
    public StackState(LoadedState loaded)
    {
        foreach (var record in loaded.Resources)
        {
            if (record.Delete) _retired.Add(record);
            else _live[record.Urn] = record;
        }

        foreach (var operation in loaded.PendingOperations) _pending[operation.Urn] = operation;
    }

    /// <summary>The live resources.</summary>
    public IReadOnlyCollection<ResourceRecord> Live => _live.Values;

    /// <summary>The replaced ones that still have to be deleted.</summary>
    public IReadOnlyList<ResourceRecord> Retired => _retired;

    /// <summary>Whether a creation with this URN was cut off, so that the resource may exist.</summary>
    public bool IsPending(string urn) => _pending.ContainsKey(urn);

    /// <summary>The live resource of this URN.</summary>
    public bool TryGet(string urn, [MaybeNullWhen(false)] out ResourceRecord record) => _live.TryGetValue(urn, out record);

    /// <summary>The URN that a resource has today.</summary>
    public string Current(string urn) => _renamed.GetValueOrDefault(urn, urn);

    /// <summary>Applies a change.</summary>
    public void Apply(StateChange change)
    {
        switch (change)
        {
            case StateChange.Put put:
                _live[put.Record.Urn] = put.Record;
                _pending.Remove(put.Record.Urn);
                break;
            case StateChange.Remove remove:
                _live.Remove(remove.Urn);
                break;
            case StateChange.Replace replace:
                if (_live.Remove(replace.Record.Urn, out var replaced)) _retired.Add(replaced with { Delete = true });
                _live[replace.Record.Urn] = replace.Record;
                _pending.Remove(replace.Record.Urn);
                break;
            case StateChange.Discard discard:
                _retired.RemoveAll(record => record.Urn == discard.Urn && record.Id == discard.Id);
                break;
            case StateChange.Rename rename:
                if (_live.Remove(rename.From, out var renamed)) _live[rename.To] = renamed with { Urn = rename.To };
                _renamed[rename.From] = rename.To;
                break;
            case StateChange.Begin begin:
                _pending[begin.Operation.Urn] = begin.Operation;
                break;
            case StateChange.Abandon abandon:
                _pending.Remove(abandon.Urn);
                break;
            default:
                throw new InvalidOperationException($"No such change: {change.GetType().Name}");
        }
    }

    /// <summary>All of it, with what a resource depends on before it, and replaced ones at the end.</summary>
    public LoadedState ToSnapshot()
    {
        var live = _renamed.Count == 0 ? _live : _live.Values.Select(WithCurrentUrns).ToDictionary(record => record.Urn, StringComparer.Ordinal);
        var retired = _renamed.Count == 0 ? _retired : _retired.ConvertAll(WithCurrentUrns);
        return new LoadedState([.. DependencyOrder.Sort(live), .. retired], [.. _pending.Values], 0);
    }

    private ResourceRecord WithCurrentUrns(ResourceRecord record) => record with
    {
        Parent = record.Parent is null ? null : Current(record.Parent),
        DeletedWith = record.DeletedWith is null ? null : Current(record.DeletedWith),
        Provider = record.Provider is null ? null : CurrentProvider(record.Provider),
        Dependencies = [.. record.Dependencies.Select(Current)],
        ReplaceWith = [.. record.ReplaceWith.Select(Current)],
        PropertyDependencies = record.PropertyDependencies.ToImmutableDictionary(
            entry => entry.Key, entry => entry.Value.Select(Current).ToImmutableArray(), StringComparer.Ordinal),
    };

    private string CurrentProvider(string reference)
    {
        var urn = ProviderReference.UrnOf(reference);
        return Current(urn) + reference[urn.Length..];
    }
}
