namespace MlopsInfra.Lifecycle.Data;

/// <summary>The data that a job is given.</summary>
/// <param name="Uri">Its address, as a job's input has it.</param>
/// <param name="Said">What it is, for people.</param>
public sealed record RunData(string Uri, string Said)
{
    /// <summary>What tells its contents apart; null where that can't be known from here.</summary>
    public string? Version { get; init; }

    /// <summary>Where it lies, for tags: without a signature.</summary>
    public required string Path { get; init; }

    /// <summary>The local files that have to be there before the job begins; null where the data is in Azure already.</summary>
    internal LocalData? Upload { get; init; }
}
