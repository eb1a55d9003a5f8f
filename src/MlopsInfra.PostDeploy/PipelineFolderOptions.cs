namespace MlopsInfra.PostDeploy;

/// <summary>What of a folder is published, and how its names are understood.</summary>
public sealed record PipelineFolderOptions
{
    /// <summary>
    /// The files that are published, with everything they refer to; paths relative to the folder. None: the folder with all
    /// that lies directly in it.
    /// </summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>Computes that stand for those which the files name: the environment's names by the files' names.</summary>
    public IReadOnlyDictionary<string, string> Computes { get; init; } = new Dictionary<string, string>();
}
