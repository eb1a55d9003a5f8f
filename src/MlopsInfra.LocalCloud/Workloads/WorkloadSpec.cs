namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>What is to be executed. It gets what is said here, and nothing of the host's own environment.</summary>
internal sealed record WorkloadSpec
{
    /// <summary>What it is called in errors, as in <c>job 'train-7f3a'</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The folder of its own that it starts in.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// All of its environment variables; <see cref="WorkloadEnvironment"/> makes the ones that everything needs.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where its output goes, standard output and standard error in the order that they come in.</summary>
    public required WorkloadLog Log { get; init; }

    /// <summary>How long it may take to end by itself when it is stopped. Default: 2 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The <see cref="Grace"/> of what serves: it sends what it has kept in memory. In Azure it has 30 seconds; who ends a local
    /// cloud does not wait so long for one that hangs.
    /// </summary>
    public static TimeSpan GraceOfServer { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The image of its container; only <see cref="WorkloadExecutor.Container"/> has one.</summary>
    public string? Image { get; init; }

    /// <summary>
    /// Folders that it works in besides its own. In a container they are at the same paths, so that a path means the same to
    /// both.
    /// </summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>
    /// Folders of this machine by their paths in a container that is as its image says: in the image's folder, by its user, with
    /// its program where <see cref="Command"/> is empty. Null where the container is there to work in <see cref="Folder"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Mounts { get; init; }
}
