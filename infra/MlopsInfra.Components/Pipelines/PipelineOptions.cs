using System.Globalization;

namespace MlopsInfra.Components;

/// <summary>What the environment's pipelines are given, whichever system runs them.</summary>
public sealed record PipelineOptions
{
    /// <summary>Where Pulumi keeps the state, as in <c>azblob://state?storage_account=NAME</c>. Default: Pulumi Cloud.</summary>
    public string BackendUrl { get; init; } = "https://api.pulumi.com";

    /// <summary>
    /// Secrets by the name that the pipelines read, as in <c>PULUMI_ACCESS_TOKEN</c>; <see cref="PipelineNames.Secrets"/> lists
    /// them. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Lets pull requests run <c>pulumi preview</c> of this environment: their program runs with the environment's identity, so
    /// only where whoever may push a branch may deploy. Default: false.
    /// </summary>
    public bool PullRequestPreview { get; init; }

    /// <summary>
    /// Day on which the secrets in the vault expire, as in <c>2027-01-01</c>; null: never. For Azure DevOps, whose secrets are in
    /// the vault. Default: null.
    /// </summary>
    public string? SecretsExpire { get; init; }

    internal int? ExpiresAt =>
        DateOnly.TryParseExact(SecretsExpire, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? (int)new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds()
        : null;

    internal void Check(Problems problems, string path)
    {
        var scheme = BackendUrl.Split("://", 2) is [var first, { Length: > 0 }] ? first : "";
        problems.Require(
            scheme is "https" or "azblob" or "s3" or "gs", $"{path}.{nameof(BackendUrl)}", BackendUrl,
            "an address that pipelines reach is needed: https://api.pulumi.com, or azblob://, s3:// or gs:// for a container of "
                + "your own.");
        problems.Require(
            SecretsExpire is null || ExpiresAt is > 0, $"{path}.{nameof(SecretsExpire)}", SecretsExpire,
            "a day is needed, as in 2027-01-01, before 2038-01-19.");
        foreach (var (name, value) in Secrets)
        {
            // The value is not repeated: it is a secret.
            problems.Require(
                PipelineNames.Secrets.Contains(name), $"{path}.{nameof(Secrets)}.{name}", "[secret]",
                $"the pipelines read no secret of this name; they read {string.Join(", ", PipelineNames.Secrets)}.");
            problems.Require(value.Length > 0, $"{path}.{nameof(Secrets)}.{name}", "", "a secret can't be empty; leave it out.");
        }
    }
}
