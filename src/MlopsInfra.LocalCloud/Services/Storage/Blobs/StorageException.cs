using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>A refusal of the Blob service: HTTP status and storage error code.</summary>
internal sealed class StorageException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>A refusal of Resource Manager, or of what reads requests, as this service says it.</summary>
    /// <param name="refusal">The refusal.</param>
    public static StorageException From(ArmException refusal) => new(refusal.Status, refusal.Code switch
    {
        "RequestContentTooLarge" => "RequestBodyTooLarge",
        "InvalidRequestContent" => "InvalidInput",
        var code => code,
    }, refusal.Message);

    public static StorageException ContainerNotFound() =>
        new(404, "ContainerNotFound", "The specified container does not exist.");

    public static StorageException BlobNotFound() => new(404, "BlobNotFound", "The specified blob does not exist.");

    public static StorageException InvalidName(string name) => new(400, "InvalidResourceName",
        $"The specified resource name contains invalid characters: '{name}'.");

    public static StorageException InvalidHeader(string name, string? value) =>
        new(400, "InvalidHeaderValue", $"The value for one of the HTTP headers is not in the correct format: {name}: '{value}'.");

    public static StorageException MissingHeader(string name) =>
        new(400, "MissingRequiredHeader", $"An HTTP header that's mandatory for this request is not specified: {name}.");

    public static StorageException InvalidBlobType() =>
        new(409, "InvalidBlobType", "The blob type is invalid for this operation.");

    public static StorageException NotServed(string what) =>
        new(501, "NotImplemented", $"The local cloud does not serve this operation of the Blob service: {what}.");
}
