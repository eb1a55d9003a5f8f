using System.Diagnostics.CodeAnalysis;

namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// A stack's state in memory: the live resources by URN, those that were replaced and still exist, creations under way. Not
/// thread-safe.
/// </summary>
internal sealed class StackState
{
    private readonly Dictionary<string, ResourceRecord> _live = new(StringComparer.Ordinal);
    private readonly List<ResourceRecord> _retired = [];
    private readonly Dictionary<string, PendingOperation> _pending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private Dictionary<string, List<string>>? _referrers;

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
                // The same id: a journal is replayed whose changes are in the state file already (the process died between the
                // two).
                if (_live.Remove(replace.Record.Urn, out var replaced) && replaced.Id != replace.Record.Id)
                    _retired.Add(replaced with { Delete = true });
                _live[replace.Record.Urn] = replace.Record;
                _pending.Remove(replace.Record.Urn);
                break;
            case StateChange.Discard discard:
                _retired.RemoveAll(record => record.Urn == discard.Urn && record.Id == discard.Id);
                break;
            case StateChange.Rename rename:
                Rename(rename.From, rename.To);
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
    public LoadedState ToSnapshot() => new([.. DependencyOrder.Sort(_live), .. _retired], [.. _pending.Values], 0);

    /// <summary>At once and everywhere: the old name may be given to another resource in the same run.</summary>
    private void Rename(string from, string to)
    {
        _referrers ??= Referrers();
        if (_live.Remove(from, out var renamed)) _live[to] = renamed with { Urn = to };
        _renamed[from] = to;
        for (var i = 0; i < _retired.Count; i++) _retired[i] = UrnChange.In(_retired[i], from, to);
        if (!_referrers.Remove(from, out var referrers)) return;
        _referrers[to] = referrers;
        foreach (var referrer in referrers.Select(Current))
        {
            if (_live.TryGetValue(referrer, out var record)) _live[referrer] = UrnChange.In(record, from, to);
        }
    }

    /// <summary>Who names a URN, as of now; what is put later names only URNs of its own run.</summary>
    private Dictionary<string, List<string>> Referrers()
    {
        var referrers = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var record in _live.Values)
        {
            foreach (var need in DependencyOrder.NeedsOf(record).Concat(record.ReplaceWith).Distinct(StringComparer.Ordinal))
            {
                if (!referrers.TryGetValue(need, out var list)) referrers[need] = list = [];
                list.Add(record.Urn);
            }
        }

        return referrers;
    }
}
