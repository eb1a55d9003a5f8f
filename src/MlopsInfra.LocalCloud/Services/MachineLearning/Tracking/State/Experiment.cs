namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>An experiment: what runs are grouped by.</summary>
internal sealed record Experiment
{
    /// <summary>The id of the experiment of what names none.</summary>
    public const string DefaultId = "0";

    /// <summary>The name of the experiment of what names none.</summary>
    public const string DefaultName = "Default";

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, which no other one of the workspace has.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made, in milliseconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>When it was changed.</summary>
    public required long Updated { get; init; }

    /// <summary>Whether it was deleted; it can be restored.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Its tags.</summary>
    public OrderedDictionary<string, string> Tags { get; init; } = [];
}
