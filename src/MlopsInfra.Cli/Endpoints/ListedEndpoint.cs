namespace MlopsInfra.Cli.Endpoints;

/// <summary>Something that answers, or would.</summary>
/// <param name="Kind">What it is: <c>container</c> or <c>online</c>.</param>
/// <param name="Name">Its name; of a container, that of the group and its own.</param>
/// <param name="State">How it is, in Azure's words.</param>
internal sealed record ListedEndpoint(string Kind, string Name, string State)
{
    /// <summary>Where it answers; null where it does not.</summary>
    public string? Address { get; init; }

    /// <summary>What it runs: an image, or deployments with their share of the traffic.</summary>
    public string? Runs { get; init; }

    /// <summary>How often it was started again; null where that is not known.</summary>
    public int? Restarts { get; init; }

    /// <summary>What else is to be known of it.</summary>
    public string? Note { get; init; }
}
