namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>An answer of the front end itself, in the place of the model's.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Text">Its body.</param>
/// <param name="Reason"><c>ms-azureml-model-error-reason</c>; null for none.</param>
/// <param name="ModelStatus"><c>ms-azureml-model-error-statuscode</c>; null for none.</param>
internal sealed record ScoringRefusal(int Status, string Text, string? Reason = null, int? ModelStatus = null)
{
    /// <summary>Nothing may be told from what a request is refused for.</summary>
    public static ScoringRefusal Unauthorized(string why) => new(401, why);

    /// <summary>
    /// The endpoint has no deployment for it ("The endpoint doesn't have any valid deployment with positive weight").
    /// </summary>
    public static ScoringRefusal NoDeployment(string why) => new(404, why);

    /// <summary>There are as many requests as may be.</summary>
    public static ScoringRefusal Overflow(bool isManaged) =>
        isManaged ? new(429, "", "too_many_pending_request") : new(503, "", "too_many_pending_request");

    /// <summary>The deployment does not run at the moment.</summary>
    public static ScoringRefusal NotReady(bool isManaged) =>
        isManaged ? new(424, "", "model_not_ready", 503) : new(503, "", "model_not_ready");

    /// <summary>run() takes too long.</summary>
    public static ScoringRefusal Timeout(bool isManaged) => new(isManaged ? 408 : 504, "upstream request timeout");

    /// <summary>The model's server gave no answer.</summary>
    public static ScoringRefusal Broken(bool isManaged)
    {
        const string text = "upstream connect error or disconnect/reset before headers. reset reason: connection termination";
        return isManaged ? new(424, text, "model_error", 503) : new(502, text);
    }
}
