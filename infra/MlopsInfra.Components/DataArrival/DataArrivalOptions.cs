namespace MlopsInfra.Components;

/// <summary>What can be chosen about training on new data.</summary>
public sealed record DataArrivalOptions
{
    /// <summary>Beginning of the names of blobs that start a run, as in <c>incoming/</c>. Default: none, any name.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// End of the names of blobs that start a run. Default: <c>.csv</c>. Every such blob starts a run: where data comes in many files, write a
    /// marker last and name it here, as in <c>_SUCCESS</c>.
    /// </summary>
    public string Suffix { get; init; } = ".csv";

    /// <summary>Input of the published pipeline that is given the folder of the new blob. Default: <c>training_data</c>.</summary>
    public string InputName { get; init; } = "training_data";

    /// <summary>Experiment that the runs are filed under. Default: <c>training</c>.</summary>
    public string ExperimentName { get; init; } = "training";

    /// <summary>How often Event Grid tries to deliver an event, 1 to 30. Default: 30. What fails goes to the container <c>dead-letters</c>.</summary>
    public int DeliveryAttempts { get; init; } = 30;

    internal void Check(Problems problems, string path)
    {
        problems.Range($"{path}.{nameof(DeliveryAttempts)}", DeliveryAttempts, 1, 30, "attempts");
        problems.Require(
            !Prefix.StartsWith('/'), $"{path}.{nameof(Prefix)}", Prefix, "a blob's name begins without a slash, as in 'incoming/'.");
        CheckName(problems, $"{path}.{nameof(InputName)}", InputName);
        CheckName(problems, $"{path}.{nameof(ExperimentName)}", ExperimentName);
    }

    private static void CheckName(Problems problems, string argument, string name) => problems.Require(
        name.Length > 0 && name.All(c => NamingRule.Has(NameCharacters.Alphanumeric | NameCharacters.Underscore | NameCharacters.Hyphen, c)),
        argument, name, "letters, digits, hyphens and underscores are allowed.");
}
