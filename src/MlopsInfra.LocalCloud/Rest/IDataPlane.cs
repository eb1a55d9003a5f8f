namespace MlopsInfra.LocalCloud.Rest;

/// <summary>A host of Azure besides Resource Manager, such as that of an account's blobs. Services register theirs.</summary>
internal interface IDataPlane
{
    /// <summary>Answers a request; false if it is to another host.</summary>
    /// <param name="request">The request.</param>
    Task<bool> TryHandleAsync(RestRequest request);
}
