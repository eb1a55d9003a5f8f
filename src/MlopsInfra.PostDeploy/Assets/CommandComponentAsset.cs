using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A command component.</summary>
internal sealed class CommandComponentAsset : ComponentAsset
{
    private readonly CommandComponent definition;
    private readonly CodeAsset? code;
    private readonly AssetLink environment;

    public CommandComponentAsset(CommandComponent definition, CodeAsset? code, AssetLink environment)
        : base(definition, [.. new[] { code, environment.Asset }.OfType<Asset>()])
    {
        this.definition = definition;
        this.code = code;
        this.environment = environment;
    }

    public override string Kind => "component";

    protected override void AddTo(JsonObject spec, string workspaceId) =>
        spec.With("code", code is null ? null : "azureml:" + code.Id(workspaceId))
            .With("environment", environment.InSpec(workspaceId))
            .With("command", definition.Command)
            .With("resources", definition.Resources)
            .With("distribution", definition.Distribution);
}
