using System.Diagnostics.CodeAnalysis;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// The state during a deployment: changes are applied in memory and recorded in the journal. In a preview nothing is recorded.
/// </summary>
/// <param name="loaded">The state at the beginning.</param>
/// <param name="journal">Takes the changes; null for a preview.</param>
/// <param name="markSecrets">Marks what the schema of a type calls secret: nothing is recorded without its marks.</param>
internal sealed class StateLedger(LoadedState loaded, StateJournal? journal, Func<string, PropertyMap, PropertyMap> markSecrets)
{
    private readonly Lock _lock = new();
    private readonly StackState _state = new(loaded);
    private readonly Dictionary<string, PendingOperation> _interrupted =
        loaded.PendingOperations.ToDictionary(operation => operation.Urn, StringComparer.Ordinal);

    /// <summary>The creation of a resource that a former deployment did not see the end of; null if there is none.</summary>
    public PendingOperation? Interrupted(string urn) => _interrupted.GetValueOrDefault(urn);

    /// <summary>Applies a change and records it.</summary>
    /// <returns>Completes when it is on file.</returns>
    /// <exception cref="DeploymentException">It can't be recorded (as the task's error).</exception>
    public Task ApplyAsync(StateChange change)
    {
        change = change switch
        {
            StateChange.Put put => new StateChange.Put(Marked(put.Record)),
            StateChange.Replace replace => new StateChange.Replace(Marked(replace.Record)),
            _ => change,
        };
        lock (_lock)
        {
            _state.Apply(change);
            // Within the lock, so that the journal has the changes in the order in which they were made.
            return journal?.AppendAsync(change) ?? Task.CompletedTask;
        }
    }

    /// <summary>Records a live resource, unless the state says just that already.</summary>
    public Task PutAsync(ResourceRecord record)
    {
        record = Marked(record);
        lock (_lock)
        {
            if (_state.TryGet(record.Urn, out var known) && known.SaysTheSame(record) && !_state.IsPending(record.Urn))
                return Task.CompletedTask;
            return ApplyAsync(new StateChange.Put(record));
        }
    }

    /// <summary>The live resource of this URN.</summary>
    public bool TryGet(string urn, [MaybeNullWhen(false)] out ResourceRecord record)
    {
        lock (_lock) return _state.TryGet(urn, out record);
    }

    /// <summary>The URN that a resource has by now.</summary>
    public string Current(string urn)
    {
        lock (_lock) return _state.Current(urn);
    }

    /// <summary>All of it, ordered.</summary>
    public LoadedState Snapshot()
    {
        lock (_lock) return _state.ToSnapshot();
    }

    private ResourceRecord Marked(ResourceRecord record)
    {
        var (inputs, outputs) = (markSecrets(record.Type, record.Inputs), markSecrets(record.Type, record.Outputs));
        return ReferenceEquals(inputs, record.Inputs) && ReferenceEquals(outputs, record.Outputs)
            ? record : record with { Inputs = inputs, Outputs = outputs };
    }
}
