using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Marks secrets in a state that was written while they were not known to be secret.</summary>
internal static class StateMarks
{
    /// <summary>The state with what schemas call secret marked; the same object if all is marked already.</summary>
    /// <param name="state">The state.</param>
    /// <param name="mark">Marks the values of a type.</param>
    public static LoadedState BySchema(LoadedState state, Func<string, PropertyMap, PropertyMap> mark) =>
        Changed(state,
            record => record with { Inputs = mark(record.Type, record.Inputs), Outputs = mark(record.Type, record.Outputs) });

    /// <summary>
    /// The state before a change with what is secret after it marked; the same object if there is no such thing.
    /// </summary>
    /// <param name="before">The state before.</param>
    /// <param name="now">The state after.</param>
    public static LoadedState ByWhatFollows(LoadedState before, LoadedState now)
    {
        var secret = now.Resources.Where(record => record.Inputs.ContainsSecrets || record.Outputs.ContainsSecrets).ToList();
        if (secret.Count == 0) return before;
        var byUrn = secret.Where(record => !record.Delete).ToDictionary(record => record.Urn, StringComparer.Ordinal);
        // A resource may have another URN by now.
        var byId = secret.Where(record => record is { Custom: true, Id: not null }).ToLookup(record => (record.Type, record.Id));
        return Changed(before,
            record => (byUrn.GetValueOrDefault(record.Urn) ?? byId[(record.Type, record.Id)].FirstOrDefault()) is { } next
            ? record with { Inputs = SecretMarks.Carry(record.Inputs, next.Inputs, []),
                Outputs = SecretMarks.Carry(record.Outputs, next.Outputs, []) }
            : record);
    }

    private static LoadedState Changed(LoadedState state, Func<ResourceRecord, ResourceRecord> change)
    {
        var isChanged = false;
        var records = state.Resources.ToBuilder();
        for (var i = 0; i < records.Count; i++)
        {
            var changed = change(records[i]);
            if (changed.Inputs.Equals(records[i].Inputs) && changed.Outputs.Equals(records[i].Outputs)) continue;
            records[i] = changed;
            isChanged = true;
        }

        return isChanged ? state with { Resources = records.ToImmutable() } : state;
    }
}
