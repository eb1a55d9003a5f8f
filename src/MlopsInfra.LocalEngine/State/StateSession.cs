namespace MlopsInfra.LocalEngine.State;

/// <summary>A stack's state, locked for one deployment.</summary>
internal sealed class StateSession(StateStore store, ProcessLock stateLock, SecretManager secrets, LoadedState loaded) : IAsyncDisposable
{
    private bool _journalClosed;

    /// <summary>The state at the beginning.</summary>
    public LoadedState Loaded { get; } = loaded;

    /// <summary>Takes the changes.</summary>
    public StateJournal Journal { get; } = new(store.JournalFile, secrets);

    /// <summary>Writes the state at the end and drops the journal; does nothing if nothing was changed.</summary>
    /// <exception cref="DeploymentException">It can't be written; the journal stays, and the next deployment takes it up.</exception>
    public async Task SaveAsync(LoadedState state)
    {
        if (!Journal.HasChanges) return;
        await CloseJournalAsync();
        AtomicStateFile.Write(store.StateFile, state, secrets);
        File.Delete(store.JournalFile);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseJournalAsync();
        stateLock.Dispose();
    }

    private async Task CloseJournalAsync()
    {
        if (_journalClosed) return;
        _journalClosed = true;
        await Journal.DisposeAsync();
    }
}
