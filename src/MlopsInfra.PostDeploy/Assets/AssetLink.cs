using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>What a reference came to: an asset that is published along, or one that Azure has already.</summary>
/// <param name="Asset">The asset published along; null if it is Azure's.</param>
/// <param name="Remote">Azure's asset.</param>
/// <param name="Version">The version that "latest" stood for when the plan was made.</param>
internal sealed record AssetLink(Asset? Asset, RemoteAsset? Remote, string? Version)
{
    /// <summary>The ARM id, or the reference as it was written where there is none.</summary>
    public string Id(string workspaceId)
    {
        if (Asset is not null) return Asset.Id(workspaceId);
        if (Remote!.IsInWorkspace) return $"{workspaceId}/{Remote.Collection}/{Remote.Name}/versions/{Version ?? Remote.Version}";
        var text = Remote.Text;
        return text.StartsWith("azureml:/subscriptions/", StringComparison.OrdinalIgnoreCase) ? text["azureml:".Length..] : text;
    }

    /// <summary>The form that specs of components take: ARM ids behind <c>azureml:</c>.</summary>
    public string InSpec(string workspaceId)
    {
        var id = Id(workspaceId);
        return id.StartsWith('/') ? "azureml:" + id : id;
    }

    /// <summary>Name and version, as in <c>readings:0f3a</c>; null for what another registry or workspace holds.</summary>
    public string? NameAndVersion()
    {
        if (Asset is not null) return $"{Asset.Name}:{Asset.Version}";
        return Remote!.IsInWorkspace ? $"{Remote.Name}:{Version ?? Remote.Version}" : null;
    }

    /// <summary>The form that inputs of jobs take: <c>azureml:name:version</c>.</summary>
    public string AsUri() => NameAndVersion() is { } version ? $"azureml:{version}" : Remote!.Text;
}
