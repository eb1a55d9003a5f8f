namespace MlopsInfra.LocalEngine.State;

/// <summary>A stack's state, locked for one deployment.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="stateLock">Keeps others out; null where nothing is kept.</param>
/// <param name="secrets">Encrypts.</param>
/// <param name="loaded">The state at the beginning, with its secrets marked.</param>
/// <param name="isInClear">Whether the file has something in clear that is marked in <paramref name="loaded"/>.</param>
internal sealed class StateSession(StateStore store, ProcessLock? stateLock, SecretManager secrets, LoadedState loaded,
    bool isInClear) : IAsyncDisposable
{
    private bool _journalClosed;

    /// <summary>The state at the beginning.</summary>
    public LoadedState Loaded { get; } = loaded;

    /// <summary>Takes the changes.</summary>
    public StateJournal Journal { get; } = new(store.IsKept ? store.JournalFile : null, secrets);

    /// <summary>Writes the state at the end and drops the journal; does nothing if nothing was changed.</summary>
    /// <exception cref="DeploymentException">It can't be written; the journal stays, and the next deployment takes it
    /// up.</exception>
    public async Task SaveAsync(LoadedState state)
    {
        if (!Journal.HasChanges && !isInClear) return;
        await CloseJournalAsync();
        if (!store.IsKept)
        {
            store.Hold(state);
            return;
        }

        var before = StateMarks.ByWhatFollows(Loaded, state);
        AtomicStateFile.Write(store.StateFile, state, secrets, isInClear || !ReferenceEquals(before, Loaded) ? before : null);
        File.Delete(store.JournalFile);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseJournalAsync();
        stateLock?.Dispose();
    }

    private async Task CloseJournalAsync()
    {
        if (_journalClosed) return;
        _journalClosed = true;
        await Journal.DisposeAsync();
    }
}
