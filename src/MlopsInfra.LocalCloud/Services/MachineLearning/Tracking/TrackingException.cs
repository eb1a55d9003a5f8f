using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>A refusal in MLflow's form, which its clients read: a code of its own beside the status.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The code, as in <c>RESOURCE_DOES_NOT_EXIST</c>.</param>
/// <param name="message">What is wrong.</param>
internal sealed class TrackingException(int status, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The code.</summary>
    public string Code => code;

    /// <summary>Something is not there.</summary>
    public static TrackingException Missing(string message) => new(404, "RESOURCE_DOES_NOT_EXIST", message);

    /// <summary>A name is taken.</summary>
    public static TrackingException Exists(string message) => new(400, "RESOURCE_ALREADY_EXISTS", message);

    /// <summary>An argument can't be used.</summary>
    public static TrackingException Invalid(string message) => new(400, "INVALID_PARAMETER_VALUE", message);

    /// <summary>Who asks has no right to it.</summary>
    public static TrackingException Denied(string message) => new(403, "PERMISSION_DENIED", message);

    /// <summary>A refusal of the control plane's, in MLflow's form.</summary>
    public static TrackingException From(ArmException exception) => From(exception.Status, exception.Message);

    /// <summary>A refusal of the blob service's, in MLflow's form.</summary>
    public static TrackingException From(StorageException exception) => From(exception.Status, exception.Message);

    /// <summary>The body of the answer.</summary>
    public JsonObject ToJson() => new() { ["error_code"] = code, ["message"] = Message };

    private static TrackingException From(int status, string message) => new(status, status switch
    {
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "RESOURCE_DOES_NOT_EXIST",
        409 => "RESOURCE_CONFLICT",
        429 => "REQUEST_LIMIT_EXCEEDED",
        >= 500 => "INTERNAL_ERROR",
        _ => "INVALID_PARAMETER_VALUE",
    }, message);
}
