using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Faults;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>What goes wrong on the way is tried again, or reported with Azure's words; the next run goes on from there.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Throttling_is_waited_out_as_long_as_Azure_says()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        azure.Server.Options.Faults.Add(Fault.Throttle(Put("/environments/"), times: 1, retryAfter: TimeSpan.FromSeconds(1)));

        var started = TimeProvider.System.GetTimestamp();
        var result = await azure.PublishAsync(pipeline);

        Assert.Equal(result.Deployment, azure.DefaultDeployment);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(1));
        Assert.Equal(2, azure.Writes.Count(write => write.Contains("/environments/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Service_faults_and_cut_connections_are_tried_again()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        azure.Server.Options.Faults.Add(Fault.Unavailable(Put("/components/"), times: 2));
        azure.Server.Options.Faults.Add(Fault.CutConnection(request => request.Method == "POST", times: 1));
        azure.Server.Options.Faults.Add(Fault.CutConnection(request => request.Method == "PUT"
            && request.Host.Contains(".blob.", StringComparison.Ordinal), times: 2));
        azure.Server.Options.Faults.Add(Fault.LoseAnswer(request => request.Method == "PUT"
            && request.Path.EndsWith("train.py", StringComparison.Ordinal), times: 1));

        var result = await azure.PublishAsync(pipeline);

        Assert.Equal(result.Deployment, azure.DefaultDeployment);
    }

    [Fact]
    public async Task Rights_that_still_spread_are_waited_for()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        azure.Server.Options.Faults.Add(Fault.Refuse(Put("/batchEndpoints/"), 403, "AuthorizationFailed",
            "The client does not have authorization.", times: 2));

        await azure.PublishAsync(pipeline);

        Assert.Equal(2, azure.Events.Count(happened => happened.Stage == PublishStage.Waiting));
        Assert.Contains(azure.Events,
            happened => happened.Detail?.StartsWith("AuthorizationFailed for PUT ", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Rights_that_never_come_end_in_Azures_own_error()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        azure.Server.Options.Faults.Add(Fault.Refuse(Put("/environments/"), 403, "AuthorizationFailed",
            "The client does not have authorization.", times: 1000));

        var thrown = await Assert.ThrowsAsync<PublishException>(() => azure.PublishAsync(pipeline));

        Assert.Equal((403, "AuthorizationFailed", "The client does not have authorization."),
            (thrown.Status, thrown.Code, thrown.AzureMessage));
        Assert.StartsWith("register environment pump-training:", thrown.Operation, StringComparison.Ordinal);
        Assert.StartsWith($"{azure.Outputs.WorkspaceId}/environments/pump-training/versions/", thrown.ResourceId,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_refusal_is_not_tried_again()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        azure.Server.Options.Faults.Add(Fault.Refuse(Put("/environments/"), 400, "UserError", "The image is no image.",
            times: 1000));

        var thrown = await Assert.ThrowsAsync<PublishException>(() => azure.PublishAsync(pipeline));

        Assert.Equal((400, "UserError"), (thrown.Status, thrown.Code));
        Assert.Single(azure.Writes, write => write.Contains("/environments/", StringComparison.Ordinal));
        Assert.DoesNotContain(azure.Writes, write => write.Contains("/components/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deployment_that_fails_leaves_the_default_alone_and_the_next_run_writes_it_again()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        var before = await azure.PublishAsync(pipeline);
        pipeline.Edit("pipeline.yml", "default: 120", "default: 130");
        azure.Server.Options.Faults.Add(Fault.FailOperation(Put("/deployments/"), "ResourceNotReady",
            "The component could not be validated."));

        var thrown = await Assert.ThrowsAsync<PublishException>(() => azure.PublishAsync(pipeline));

        Assert.Equal(("ResourceNotReady", "The component could not be validated."), (thrown.Code, thrown.AzureMessage));
        Assert.StartsWith("create deployment train-", thrown.Operation, StringComparison.Ordinal);
        Assert.Equal(before.Deployment, azure.DefaultDeployment);
        azure.Forget();
        var again = await azure.PublishAsync(pipeline);
        Assert.Equal(again.Deployment, azure.DefaultDeployment);
        Assert.Equal(["deployment", "endpoint"],
            again.Assets.Where(asset => asset.Op != PublishOperation.Same).Select(asset => asset.Kind.Word()).Order());
    }

    [Fact]
    public async Task A_run_that_was_cut_off_goes_on_where_it_stopped()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        azure.Server.Options.Faults.Add(Fault.Refuse(Put("/components/evaluate"), 400, "UserError", "Not today.", times: 1));
        var cut = await Assert.ThrowsAsync<PublishException>(() => azure.PublishAsync(pipeline));
        Assert.Empty(cut.Others);
        azure.Forget();

        var result = await azure.PublishAsync(pipeline);

        Assert.Equal(
            ["evaluate_pump_failures_model", "train_pump_failures"],
            result.Assets
                .Where(asset => asset.Op == PublishOperation.Create
                    && asset.Kind is not (PublishKind.Deployment or PublishKind.Endpoint))
                .Select(asset => asset.Name));
        Assert.DoesNotContain(azure.Writes,
            write => write.Contains("/codes/", StringComparison.Ordinal)
                || write.Contains("/environments/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_upload_that_was_cut_off_sends_only_the_files_that_are_missing()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSampleWithoutImage();
        azure.Server.Options.Faults.Add(Fault.Refuse(
            request => request.Method == "PUT" && request.Path.EndsWith("/train.py", StringComparison.Ordinal), 400,
            "InvalidHeaderValue", "No.", times: 1));
        await Assert.ThrowsAsync<PublishException>(() => azure.PublishAsync(pipeline));

        await azure.PublishAsync(pipeline);

        // Of both runs together: an upload that was under way when the other one was refused may still have ended well.
        string[] files = [.. Directory.GetFiles(pipeline.PathOf("src")),
            .. Directory.GetFiles(pipeline.PathOf("../common/mlops")), pipeline.PathOf("../dataset.yml")];
        var written = azure.Server.Requests.Records.Where(record => record.Status == 201
            && record.Request.Host.Contains(".blob.", StringComparison.Ordinal));
        Assert.Equal(files.Select(Path.GetFileName).Order(StringComparer.Ordinal),
            written.Select(record => Path.GetFileName(record.Request.Path)).Order(StringComparer.Ordinal));
        var detail = azure.Events.Single(happened => happened is { Kind: PublishKind.Code, Stage: PublishStage.Done }).Detail!;
        var counts = Regex.Match(detail, @"^(\d+) files uploaded, (\d+) were there$");
        Assert.True(counts.Success, detail);
        Assert.InRange(int.Parse(counts.Groups[1].Value), 1, files.Length - 1);
        Assert.Equal(files.Length, int.Parse(counts.Groups[1].Value) + int.Parse(counts.Groups[2].Value));
    }

    [Fact]
    public async Task Ctrl_C_stops_at_once_and_the_next_run_goes_on()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSampleWithoutImage();
        using var ctrlC = new CancellationTokenSource();
        azure.Server.Options.Faults.Add(Fault.Unavailable(
            request =>
            {
                if (!request.Path.Contains("/components/train_pump", StringComparison.Ordinal) || request.Method != "PUT")
                    return false;
                ctrlC.Cancel();
                return true;
            },
            times: 1, retryAfter: TimeSpan.FromMinutes(5)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => azure.PublishAsync(pipeline, ctrlC.Token));

        Assert.Null(azure.DefaultDeployment);
        azure.Forget();
        var result = await azure.PublishAsync(pipeline);
        Assert.Equal(result.Deployment, azure.DefaultDeployment);
        Assert.DoesNotContain(azure.Writes, write => write.Contains("/codes/", StringComparison.Ordinal));
    }

    private static Func<RequestInfo, bool> Put(string part) =>
        request => request.Method == "PUT" && request.Path.Contains(part, StringComparison.Ordinal);
}
