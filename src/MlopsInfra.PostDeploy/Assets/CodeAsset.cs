using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A code folder. Its files are uploaded before it is registered.</summary>
internal sealed class CodeAsset : Asset
{
    public CodeAsset(string name, CodeSnapshot snapshot)
        : base(name, [])
    {
        Snapshot = snapshot;
    }

    public override PublishKind Kind => PublishKind.Code;

    public override string Collection => "codes";

    public CodeSnapshot Snapshot { get; }

    /// <summary>Where the files were uploaded to; set by the upload.</summary>
    public string? Uri { get; set; }

    public override JsonObject Properties(string workspaceId, string version) => new()
    {
        ["codeUri"] = Uri ?? throw new InvalidOperationException($"The files of {Name} are not uploaded yet."),
        ["isAnonymous"] = true,
        ["properties"] = new JsonObject { ["hash_sha256"] = Snapshot.Hash, ["hash_version"] = "202208" },
    };

    protected override string Hash() => Snapshot.Hash[..ContentHash.Length];
}
