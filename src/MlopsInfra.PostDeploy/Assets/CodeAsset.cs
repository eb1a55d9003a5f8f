using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A code folder. Its files are uploaded before it is registered.</summary>
internal sealed class CodeAsset(string name, CodeSnapshot snapshot)
    : Asset(PublishKind.Code, "codes", name, snapshot.Hash[..ContentHash.Length], [])
{
    public CodeSnapshot Snapshot => snapshot;

    /// <summary>Where the files were uploaded to; set by the upload.</summary>
    public string? Uri { get; set; }

    public override JsonObject Properties(LinkTargets targets) => new()
    {
        ["codeUri"] = Uri ?? throw new InvalidOperationException($"The files of {Name} are not uploaded yet."),
        ["isAnonymous"] = true,
        ["properties"] = new JsonObject { ["hash_sha256"] = snapshot.Hash, ["hash_version"] = 202208 },
    };
}
