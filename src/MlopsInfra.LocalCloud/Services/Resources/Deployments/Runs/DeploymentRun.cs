using System.Text.Json.Nodes;
using System.Xml;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;

/// <summary>One deployment that goes on: resource after resource, then what is too much, then the outputs.</summary>
internal sealed class DeploymentRun(
    TemplatePlan plan, DeploymentCaller caller, JsonObject record, CloudContext cloud, ResourceCalls calls,
    DeploymentRecords records)
{
    private readonly TemplateAnswers _answers = new();
    private readonly DeploymentOperations _operations = new(plan.Context.Request.Id, cloud.Options.Time);
    private readonly List<(string Code, string Message, string? Target)> _errors = [];
    private readonly DateTimeOffset _begun = cloud.Now;

    private JsonObject Properties => record["properties"]!.AsObject();

    /// <summary>Runs it. What goes wrong is written into it.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync("Running");
            await DeployAsync(cancellationToken);
            if (_errors.Count == 0 && plan.Context.Request.IsComplete) await DeleteOthersAsync(cancellationToken);
            if (_errors.Count == 0) await EvaluateOutputsAsync(cancellationToken);
            Properties["outputResources"] = DeploymentProperties.Ids(plan.Order);
            if (_errors.Count > 0) Properties["error"] = Failure().ToJson()["error"]!.DeepClone();
            await WriteAsync(_errors.Count == 0 ? "Succeeded" : "Failed");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await WriteAsync("Canceled");
        }
    }

    private async Task DeployAsync(CancellationToken cancellationToken)
    {
        var failed = new HashSet<PlannedResource>(ReferenceEqualityComparer.Instance);
        foreach (var resource in plan.Order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (resource.DependsOn.Exists(failed.Contains))
            {
                // Nothing is said of it: it was never begun.
                failed.Add(resource);
                continue;
            }

            var operation = _operations.Begin(resource);
            await WriteAsync("Running");
            var error = await TryAsync(async () =>
            {
                var body = await _answers.CompleteAsync(() => plan.Body(resource, _answers),
                    question => calls.AskAsync(caller, question, cancellationToken));
                _operations.End(operation,
                    await calls.PutAsync(caller, resource.Id, resource.ApiVersion, body, cancellationToken));
                _answers.Forget(resource.Id);
            }, resource.Id);
            if (error is null) continue;
            failed.Add(resource);
            _operations.End(operation, error.Status, error);
        }
    }

    private async Task DeleteOthersAsync(CancellationToken cancellationToken)
    {
        var others = GroupContents.Beside(cloud, plan).Select(other => other.Key).ToList();
        // What others use can't go before them: each round deletes what can go.
        while (others.Count > 0)
        {
            var (left, errors) = (new List<string>(), new List<ArmException>());
            foreach (var id in others)
            {
                try
                {
                    await calls.DeleteAsync(caller, id, cancellationToken);
                }
                catch (ArmException exception)
                {
                    left.Add(id);
                    errors.Add(exception);
                }
            }

            if (left.Count == others.Count)
            {
                _errors.AddRange(errors.Select((error, index) => (error.Code, error.Message, (string?)left[index])));
                return;
            }

            others = left;
        }
    }

    private async Task EvaluateOutputsAsync(CancellationToken cancellationToken)
    {
        var operation = _operations.Begin(null);
        var error = await TryAsync(async () => Properties["outputs"] = await _answers.CompleteAsync(() => plan.Outputs(_answers),
            question => calls.AskAsync(caller, question, cancellationToken)), null, "DeploymentOutputEvaluationFailed");
        _operations.End(operation, error?.Status ?? 200, error);
    }

    private async Task<ArmException?> TryAsync(Func<Task> work, string? target, string code = "InvalidTemplate")
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception exception) when (exception is ArmException or TemplateException or FormatException)
        {
            var error = exception as ArmException ?? new ArmException(400, code, exception.Message);
            _errors.Add((error.Code, error.Message, error.Target ?? target));
            _errors.AddRange(error.Code == "DeploymentFailed" ? error.Details : []);
            return error;
        }
    }

    private ArmException Failure() => new(409, "DeploymentFailed",
        "At least one resource deployment operation failed. Please list deployment operations for details. Please see "
            + "https://aka.ms/arm-deployment-operations for usage details.", plan.Context.Request.Id.Value)
    {
        Details = _errors,
    };

    private async Task WriteAsync(string state)
    {
        Properties["provisioningState"] = state;
        Properties["timestamp"] = DeploymentOperations.Stamp(cloud.Now);
        Properties["duration"] = XmlConvert.ToString(cloud.Now - _begun);
        record[DeploymentResource.RunMember]!["operations"] = _operations.All.DeepClone();
        await records.UpdateAsync(plan.Context.Request.Id, record);
    }
}
