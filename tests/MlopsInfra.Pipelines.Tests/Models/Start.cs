namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>How a run of model.yml begins, and what happens in it.</summary>
/// <param name="By">What starts it.</param>
internal sealed record Start(StartedBy By)
{
    /// <summary>The stage that a person begins with, or a caller by REST.</summary>
    public string At { get; init; } = "train";

    /// <summary>The model that a person names, or the event; null for none.</summary>
    public string? Model { get; init; }

    /// <summary>The data that a person names; empty for none.</summary>
    public string Data { get; init; } = "";

    /// <summary>How the training that it follows ended.</summary>
    public bool Published { get; init; } = true;

    /// <summary>Whether the run that it follows is of a fork.</summary>
    public bool Fork { get; init; }

    /// <summary>The model that training registers; null if the gate keeps the old one.</summary>
    public string? Trained { get; init; } = "pump-failures:3";

    /// <summary>The stage that fails; null for none.</summary>
    public string? Fails { get; init; }

    /// <summary>Whether somebody cancels it after the first stage.</summary>
    public bool Cancelled { get; init; }
}
