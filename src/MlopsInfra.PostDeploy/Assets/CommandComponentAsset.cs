using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A command component.</summary>
internal sealed class CommandComponentAsset : ComponentAsset
{
    private readonly CommandComponent _definition;
    private readonly CodeAsset? _code;
    private readonly AssetLink _environment;

    public CommandComponentAsset(CommandComponent definition, CodeAsset? code, AssetLink environment)
        : base(definition, [.. new[] { code, environment.Asset }.OfType<Asset>()])
    {
        _definition = definition;
        _code = code;
        _environment = environment;
    }

    public override PublishKind Kind => PublishKind.Component;

    protected override void AddTo(JsonObject spec, string workspaceId) =>
        spec.With("code", _code is null ? null : "azureml:" + _code.Id(workspaceId))
            .With("environment", _environment.InSpec(workspaceId))
            .With("command", _definition.Command)
            .With("resources", _definition.Resources)
            .With("distribution", _definition.Distribution);
}
