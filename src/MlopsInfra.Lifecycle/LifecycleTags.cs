using System.Globalization;

namespace MlopsInfra.Lifecycle;

/// <summary>
/// Names of the tags that a model's way is recorded in: on training jobs, model versions, container groups, online endpoints and
/// deployments. The pipeline's steps write the same names.
/// </summary>
public static class LifecycleTags
{
    /// <summary>What the names of tags begin with that the project writes.</summary>
    public const string Prefix = "mlops.";

    /// <summary>The training job that made the model.</summary>
    public const string Job = "mlops.job";

    /// <summary>Version of the data that the job read: a version of a data asset, or what tells a blob's contents apart. Jobs
    /// started by arriving data have it, too.</summary>
    public const string JobDataVersion = "dataVersion";

    /// <summary>Where that data lies, on a job.</summary>
    public const string JobDataPath = "dataPath";

    /// <summary>The version of the data asset that the job read, <c>NAME:HASH</c>, which is named by its content; on jobs and
    /// models.</summary>
    public const string Data = "mlops.data";

    /// <summary>How data came: <c>arrival</c>, <c>schedule</c>, <c>feedback</c> or <c>run</c>.</summary>
    public const string Source = "mlops.source";

    /// <summary>How many rows a version of data has.</summary>
    public const string Rows = "mlops.rows";

    /// <summary>How many rows were put aside when a version of data was made.</summary>
    public const string Quarantined = "mlops.quarantined";

    /// <summary>The version of data that another one goes on from.</summary>
    public const string Base = "mlops.base";

    /// <summary>Which version of a blob was read, as the storage account counts them.</summary>
    public const string VersionId = "mlops.versionId";

    /// <summary>Version of the data that the model was trained on.</summary>
    public const string DataVersion = "mlops.dataVersion";

    /// <summary>Where that data lies.</summary>
    public const string DataPath = "mlops.dataPath";

    /// <summary>The pipeline component that ran, <c>NAME:VERSION</c>; the version follows from its content.</summary>
    public const string CodeVersion = "mlops.codeVersion";

    /// <summary>The commit that the run was started from.</summary>
    public const string Commit = "mlops.commit";

    /// <summary>The branch of that commit.</summary>
    public const string Branch = "mlops.branch";

    /// <summary>Address of the repository.</summary>
    public const string Repository = "mlops.repository";

    /// <summary>Who started the run, or the release, in the CI system.</summary>
    public const string Actor = "mlops.actor";

    /// <summary>Address of the CI system's run.</summary>
    public const string Run = "mlops.run";

    /// <summary>What the gate said: <see cref="Register"/> or <see cref="Keep"/>.</summary>
    public const string Decision = "mlops.decision";

    /// <summary>Why.</summary>
    public const string Reason = "mlops.reason";

    /// <summary>Name of the metric that decided.</summary>
    public const string Metric = "mlops.metric";

    /// <summary>What the names of the metrics' tags begin with.</summary>
    public const string MetricPrefix = "mlops.metric.";

    /// <summary>The model that the candidate was compared with, <c>NAME:VERSION</c>.</summary>
    public const string Champion = "mlops.champion";

    /// <summary>The model, <c>NAME:VERSION</c>.</summary>
    public const string Model = "mlops.model";

    /// <summary>The scoring image by its digest, <c>REPOSITORY@sha256:…</c>.</summary>
    public const string Image = "mlops.image";

    /// <summary>The scoring image's tag, which follows from its content.</summary>
    public const string ImageTag = "mlops.imageTag";

    /// <summary>Why there is no image yet.</summary>
    public const string ImageNote = "mlops.imageNote";

    /// <summary>The digest that passed the tests in QA.</summary>
    public const string Tested = "mlops.tested";

    /// <summary>Of a model: ARM id of the version, in another workspace, that it is a copy of. Of data: the window that it was
    /// collected in.</summary>
    public const string From = "mlops.from";

    /// <summary>Name of the release: what serves.</summary>
    public const string Release = "mlops.release";

    /// <summary>Name of the release that served before, and is kept.</summary>
    public const string Previous = "mlops.previous";

    /// <summary>How far a release has come.</summary>
    public const string State = "mlops.state";

    /// <summary>Who is releasing, and since when: a second release is refused.</summary>
    public const string Lock = "mlops.lock";

    /// <summary>Who released.</summary>
    public const string By = "mlops.by";

    /// <summary>When it was released (UTC, ISO 8601).</summary>
    public const string At = "mlops.at";

    /// <summary>Value of <see cref="Decision"/>: the model was registered.</summary>
    public const string Register = "register";

    /// <summary>Value of <see cref="Decision"/>: the champion stays.</summary>
    public const string Keep = "keep";

    /// <summary>What monitoring saw: <see cref="Stable"/>, <see cref="Breach"/> or <c>too-little-data</c>.</summary>
    public const string Monitoring = "mlops.monitoring";

    /// <summary>Why, in a sentence.</summary>
    public const string MonitoringReason = "mlops.monitoring.reason";

    /// <summary>Address of the report, <c>azureml://datastores/…</c>.</summary>
    public const string MonitoringReport = "mlops.monitoring.report";

    /// <summary>What training was started, or why none was.</summary>
    public const string MonitoringTraining = "mlops.monitoring.training";

    /// <summary>Value of <see cref="Monitoring"/>: everything is within its thresholds.</summary>
    public const string Stable = "stable";

    /// <summary>Value of <see cref="Monitoring"/>: something is past its threshold.</summary>
    public const string Breach = "breach";

    /// <summary>The numbers in tags, by the metric's name; what is no number is left out.</summary>
    /// <param name="tags">The tags.</param>
    public static IReadOnlyDictionary<string, double> MetricsIn(IEnumerable<KeyValuePair<string, string>> tags) => tags
        .Where(tag => tag.Key.StartsWith(MetricPrefix, StringComparison.Ordinal))
        .Select(tag => (Name: tag.Key[MetricPrefix.Length..],
            IsNumber: double.TryParse(tag.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value), Value: value))
        .Where(metric => metric.IsNumber)
        .ToDictionary(metric => metric.Name, metric => metric.Value, StringComparer.Ordinal);
}
