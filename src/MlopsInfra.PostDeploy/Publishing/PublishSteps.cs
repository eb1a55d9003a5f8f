using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Assets;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>The steps of a plan, each after what it needs.</summary>
internal sealed class PublishSteps
{
    private readonly PublishPlan _plan;
    private readonly WorkspaceClient _workspace;
    private readonly Uploader _uploader;
    private readonly IReadOnlyDictionary<string, string> _pipelineTags;
    private readonly List<PublishStep> _all = [];
    private readonly BatchSteps? _batch;

    public PublishSteps(PublishPlan plan, WorkspaceClient workspace, Uploader uploader,
        IReadOnlyDictionary<string, string> pipelineTags)
    {
        _pipelineTags = pipelineTags;
        _plan = plan;
        _workspace = workspace;
        _uploader = uploader;
        var assets = new Dictionary<Asset, PublishStep>();
        // Assets come after what they need, so the steps of those are there already.
        foreach (var asset in plan.Graph.Assets) _all.Add(assets[asset] = Register(asset, StepsOf(asset.Needs)));
        if (plan.BatchWork is { } batch)
        {
            _batch = new BatchSteps(batch, workspace, plan.Targets);
            _all.AddRange(_batch.All(StepsOf));
        }

        foreach (var online in plan.OnlineWork) _all.AddRange(new OnlineSteps(online, workspace, plan.Targets).All(StepsOf));
        _all.AddRange(plan.ScheduleWork.Select(schedule => WriteSchedule(schedule, StepsOf(schedule.Needs))));

        IReadOnlyList<PublishStep> StepsOf(IReadOnlyList<Asset> needs) => [.. needs.Select(needed => assets[needed])];
    }

    public IReadOnlyList<PublishStep> All => _all;

    /// <summary>Where the endpoint is invoked; known for a new one once the steps are done.</summary>
    public string? ScoringUri => _batch?.ScoringUri;

    private PublishStep Register(Asset asset, IReadOnlyList<PublishStep> needs) =>
        new(asset.Kind, asset.Name, asset.Version, asset.Path, needs, !_plan.Missing.Contains(asset) ? null : async stop =>
        {
            var detail = await _uploader.UploadAsync(asset, stop);
            if (asset is not UploadAsset)
            {
                var properties = asset.Properties(_plan.Targets);
                if (asset.Kind == PublishKind.Pipeline) Tag(properties);
                await _workspace.PutAsync(asset.Path, new JsonObject { ["properties"] = properties }, stop);
            }

            return detail;
        }) { Verb = asset is UploadAsset ? "upload" : "register" };

    // What the pipeline's file says comes first.
    private void Tag(JsonObject properties)
    {
        foreach (var (name, value) in _pipelineTags)
        {
            if (properties["tags"] is not JsonObject tags) properties["tags"] = tags = [];
            if (!tags.ContainsKey(name)) tags[name] = value;
        }
    }

    private PublishStep WriteSchedule(ScheduleWork schedule, IReadOnlyList<PublishStep> needs) =>
        new(PublishKind.Schedule, schedule.Name, schedule.Hash, schedule.Path, needs,
            schedule.Op == PublishOperation.Same ? null : async stop =>
            {
                await _workspace.PutPlainAsync(schedule.Path, schedule.Body(_plan.Targets), stop, schedule.ApiVersion);
                return null;
            }) { Verb = schedule.Op == PublishOperation.Update ? "update" : "create" };
}
