using System.Text.RegularExpressions;

namespace MlopsInfra.Components;

/// <summary>What can be chosen about training on new data.</summary>
public sealed partial record DataArrivalOptions
{
    /// <summary>Beginning of the names of blobs that start a run, as in <c>incoming/</c>. Default: none, any name.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// End of the names of blobs that start a run; several with commas between them, as in <c>.csv,.jsonl</c>. Default:
    /// <c>.csv</c>. Every such blob starts a run: where data comes in many files, write a marker last and name it here, as in
    /// <c>_SUCCESS</c>.
    /// </summary>
    public string Suffix { get; init; } = ".csv";

    /// <summary>
    /// Input of the published pipeline that is given the folder of the new blob, a <c>uri_folder</c>. Default:
    /// <c>training_data</c>.
    /// </summary>
    public string InputName { get; init; } = "training_data";

    /// <summary>Experiment that the runs are filed under. Default: <c>training</c>.</summary>
    public string ExperimentName { get; init; } = "training";

    /// <summary>
    /// Times at which a run is started on all data under <see cref="Prefix"/>, whether or not there is new data: a cron
    /// expression of five fields, as in <c>0 3 * * 1</c> (Mondays at three). Days of the month and months are not supported.
    /// Default: null, none.
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

    /// <summary>
    /// ARM id of the storage account's system topic, where it has one already: Azure allows one per account, and scanners of
    /// malware, for one, make it. It is used as it is and has to have a system-assigned identity. Default: null, one is created.
    /// </summary>
    public string? TopicId { get; init; }

    internal IReadOnlyList<string> Suffixes => Suffix.Split(',', StringSplitOptions.TrimEntries);

    internal void Check(Problems problems, string path)
    {
        problems.Range($"{path}.{nameof(DeliveryAttempts)}", DeliveryAttempts, 1, 30, "attempts");
        problems.Require(
            !Prefix.StartsWith('/'), $"{path}.{nameof(Prefix)}", Prefix,
            "a blob's name begins without a slash, as in 'incoming/'.");
        problems.Require(Suffixes is [_] || Suffixes.All(suffix => suffix.Length > 0), $"{path}.{nameof(Suffix)}", Suffix,
            "between commas a suffix is missing; write them as in '.csv,.jsonl'.");
        if (Schedule is { } schedule && CronSchedule.Read(schedule, out _) is { } complaint)
            problems.Add($"{path}.{nameof(Schedule)}", schedule, complaint);
        problems.Require(TimeZone.Length > 0, $"{path}.{nameof(TimeZone)}", TimeZone,
            "the Windows name of a time zone is needed, as in 'UTC'.");
        problems.Require(
            TopicId is null || Topic().IsMatch(TopicId), $"{path}.{nameof(TopicId)}", TopicId,
            "the ARM id of a system topic is needed: "
                + "/subscriptions/.../resourceGroups/.../providers/Microsoft.EventGrid/systemTopics/NAME.");
        CheckName(problems, $"{path}.{nameof(InputName)}", InputName);
        CheckName(problems, $"{path}.{nameof(ExperimentName)}", ExperimentName);
    }

    private static void CheckName(Problems problems, string argument, string name) => problems.Require(
        name.Length > 0
            && name.All(c => NamingRule.Has(NameCharacters.Alphanumeric | NameCharacters.Underscore | NameCharacters.Hyphen, c)),
        argument, name, "letters, digits, hyphens and underscores are allowed.");

    [GeneratedRegex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.EventGrid/systemTopics/[^/]+$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Topic();
}
