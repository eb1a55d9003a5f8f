using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>A run without its metrics, which are kept apart because they grow.</summary>
internal sealed class Run
{
    /// <summary>Its id: the name of the job, where it is one.</summary>
    public required string Id { get; init; }

    /// <summary>Its experiment.</summary>
    public required string ExperimentId { get; set; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>Who started it.</summary>
    public string UserId { get; set; } = "";

    /// <summary>RUNNING, SCHEDULED, FINISHED, FAILED or KILLED.</summary>
    public string Status { get; set; } = RunStatus.Running;

    /// <summary>When it began, in milliseconds since 1970.</summary>
    public long StartTime { get; set; }

    /// <summary>When it ended; null while it goes on.</summary>
    public long? EndTime { get; set; }

    /// <summary>Whether it was deleted; it can be restored.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Whether it is a job, whose state belongs to the service.</summary>
    public bool IsJob { get; init; }

    /// <summary>Its params in the order in which they were logged.</summary>
    public OrderedDictionary<string, string> Params { get; init; } = [];

    /// <summary>Its tags.</summary>
    public OrderedDictionary<string, string> Tags { get; init; } = [];

    /// <summary>The data that it read, as they were logged.</summary>
    public List<JsonObject> Inputs { get; init; } = [];

    /// <summary>The logged models that it read.</summary>
    public List<JsonObject> ModelInputs { get; init; } = [];

    /// <summary>The logged models that it made.</summary>
    public List<JsonObject> ModelOutputs { get; init; } = [];
}
