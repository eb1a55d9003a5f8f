using System.Text.Json;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// Where a stack's state is kept: <c>stacks/STACK.json</c>, and while a deployment runs <c>stacks/STACK.journal</c> beside it.
/// </summary>
/// <param name="directory">The state's folder (<c>.mlops</c>).</param>
/// <param name="stack">The stack.</param>
internal sealed class StateStore(string directory, string stack)
{
    private LoadedState _unkept = LoadedState.Empty;

    /// <summary>Whether it is kept in files. Otherwise it ends with this object, and no file is touched.</summary>
    public bool IsKept { get; init; } = true;

    private string Folder => Path.Combine(directory, "stacks");

    /// <summary>The state file.</summary>
    public string StateFile => Path.Combine(Folder, $"{stack}.json");

    /// <summary>The file of changes that are not in the state file yet.</summary>
    public string JournalFile => Path.Combine(Folder, $"{stack}.journal");

    /// <summary>The names of the stacks that have a state here.</summary>
    public IEnumerable<string> Stacks =>
        IsKept && Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal) : [];

    /// <summary>The same store for another stack.</summary>
    public StateStore For(string otherStack) => new(directory, otherStack) { IsKept = IsKept };

    /// <summary>Reads the state as it is now. A damaged file is an error and stays where it is.</summary>
    public async Task<LoadedState> ReadAsync(CancellationToken cancellationToken)
    {
        if (!IsKept) return _unkept;
        try
        {
            return await Task.Run(() => Read(new SecretManager(directory)).Now, cancellationToken);
        }
        catch (DamagedStateException damaged)
        {
            throw new DeploymentException(DeploymentErrorCodes.DamagedState,
                $"{damaged.Message} Put a copy back, or run an update: it will set the file aside.", damaged.File, damaged);
        }
    }

    /// <summary>
    /// Locks the stack and reads its state; what an interrupted deployment left in the journal is folded into the state file.
    /// </summary>
    /// <param name="markSecrets">Marks what is secret in the values of a type.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DeploymentException">The stack is in use, or its state can't be read; a damaged file has been
    /// renamed.</exception>
    public async Task<StateSession> OpenForWritingAsync(Func<string, PropertyMap, PropertyMap> markSecrets,
        CancellationToken cancellationToken)
    {
        if (!IsKept)
            return new StateSession(this, null, new SecretManager(directory), StateMarks.BySchema(_unkept, markSecrets), false);
        var stateLock = StateLock.Take(Folder, stack);
        try
        {
            Narrowing.NarrowStore(directory);
            var secrets = new SecretManager(directory);
            var (file, now) = await Task.Run(() => Read(secrets), cancellationToken);
            var loaded = StateMarks.BySchema(now, markSecrets);
            if (!File.Exists(JournalFile))
                return new StateSession(this, stateLock, secrets, loaded, isInClear: !ReferenceEquals(loaded, now));
            var before = StateMarks.ByWhatFollows(StateMarks.BySchema(file, markSecrets), loaded);
            AtomicStateFile.Write(StateFile, loaded, secrets, ReferenceEquals(before, file) ? null : before);
            File.Delete(JournalFile);
            return new StateSession(this, stateLock, secrets, loaded, isInClear: false);
        }
        catch (DamagedStateException damaged)
        {
            stateLock.Dispose();
            throw SetAside(damaged);
        }
        catch
        {
            stateLock.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a state that is in no file, as long as this object lives.</summary>
    /// <param name="state">The state.</param>
    public void Hold(LoadedState state) => _unkept = state;

    /// <summary>What the file says, and what came to pass since it was written.</summary>
    private (LoadedState File, LoadedState Now) Read(SecretManager secrets)
    {
        try
        {
            while (true)
            {
                // An update of another process may end meanwhile: its journal goes once the file has what is in it.
                var before = Stamp();
                try
                {
                    var read = ReadOnce(secrets);
                    if (before == Stamp()) return read;
                }
                catch (Exception exception)
                    when (exception is FileNotFoundException or DamagedStateException && before != Stamp())
                {
                    // What was read does not belong together.
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(DeploymentErrorCodes.StateUnavailable,
                $"Can't read the state of stack '{stack}': {exception.Message}", StateFile, exception);
        }
    }

    private (LoadedState File, LoadedState Now) ReadOnce(SecretManager secrets)
    {
        var file = ReadStateFile(secrets);
        try
        {
            var state = new StackState(file);
            if (!JournalReader.Replay(JournalFile, state, secrets)) return (file, state.ToSnapshot());
            var now = state.ToSnapshot();
            StateIntegrity.Check(now.Resources);
            return (file, now);
        }
        catch (JsonException exception)
        {
            throw new DamagedStateException(JournalFile, exception);
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        var file = new FileInfo(StateFile);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private LoadedState ReadStateFile(SecretManager secrets)
    {
        if (!File.Exists(StateFile)) return LoadedState.Empty;
        try
        {
            var bytes = JsonFile.ReadBytes(StateFile, StateFileFormat.MaxLength);
            return StrictJson.Read(bytes, root => StateFileFormat.Read(root, secrets, tolerant: false), StateFileFormat.MaxDepth);
        }
        catch (JsonException exception)
        {
            throw new DamagedStateException(StateFile, exception);
        }
    }

    private DeploymentException SetAside(DamagedStateException damaged)
    {
        var suffix = $".damaged-{DateTimeOffset.UtcNow:yyyyMMdd'T'HHmmssfff'Z'}";
        var kept = new List<string>();
        foreach (var file in (ReadOnlySpan<string>)[StateFile, JournalFile])
        {
            if (!File.Exists(file)) continue;
            File.Move(file, file + suffix);
            kept.Add(file + suffix);
        }

        var backup = AtomicStateFile.BackupOf(StateFile);
        var remedy = File.Exists(backup)
            ? $"The state before the last change is {backup}: copy it to {StateFile}"
            : $"Put a copy back as {StateFile}";
        return new DeploymentException(
            DeploymentErrorCodes.DamagedState,
            $"{damaged.Message} It was kept as {string.Join(" and ", kept)}. {remedy}, or run again to begin with an empty "
                + "state.", StateFile, damaged);
    }
}
