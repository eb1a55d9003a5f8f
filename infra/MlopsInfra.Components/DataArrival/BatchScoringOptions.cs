namespace MlopsInfra.Components;

/// <summary>What can be chosen about scoring new files (<see cref="MlopsEnvironmentArgs.BatchScoring"/>).</summary>
public sealed record BatchScoringOptions
{
    /// <summary>Beginning of the names of blobs that start a run, as in <c>daily/</c>. Default: none, any name.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// End of the names of blobs that start a run; several with commas between them. Default: <c>.csv,.jsonl</c>. Every such blob
    /// starts a run, which scores what is new in its folder: where many files come, write a marker last and name it here, as in
    /// <c>_SUCCESS</c>.
    /// </summary>
    public string Suffix { get; init; } = ".csv,.jsonl";

    /// <summary>Experiment that the runs are filed under. Default: <c>batch-scoring</c>.</summary>
    public string ExperimentName { get; init; } = "batch-scoring";

    /// <summary>
    /// Times at which a run is started on all files under <see cref="Prefix"/>: a cron expression of five fields, as in
    /// <c>0 3 * * *</c>. Days of the month and months are not supported. Default: null, none.
    /// </summary>
    public string? Schedule { get; init; }

    /// <summary>
    /// Time zone of <see cref="Schedule"/>, by its Windows name, as in <c>W. Europe Standard Time</c>. Default: <c>UTC</c>.
    /// </summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>
    /// How often Event Grid tries to deliver an event, 1 to 30. Default: 30. What fails goes to the container
    /// <c>dead-letters</c>.
    /// </summary>
    public int DeliveryAttempts { get; init; } = 30;

    internal void Check(Problems problems, string path) => Arrival().Check(problems, path);

    internal DataArrivalOptions Arrival() => new()
    {
        Prefix = Prefix, Suffix = Suffix, InputName = "files", ExperimentName = ExperimentName, Schedule = Schedule,
        TimeZone = TimeZone, DeliveryAttempts = DeliveryAttempts,
    };
}
