using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Runs;
using MlopsInfra.Lifecycle.Tracing;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>A private environment, asked from outside: Resource Manager answers, its storage does not.</summary>
public sealed class ClosedStorageTests : IAsyncLifetime
{
    private TrainingScene _scene = null!;
    private LifecycleEnvironment _prod = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scene = await TrainingScene.StartAsync();
        _prod = await _scene.AddStackAsync("prod", outputs => outputs with { OnlineEndpointName = "oep-prod" });
        await _scene.PublishAsync(_prod);
        await _scene.PutAsync(_prod.StorageAccountId, new JsonObject
        {
            ["location"] = "westeurope", ["kind"] = "StorageV2", ["sku"] = new JsonObject { ["name"] = "Standard_LRS" },
            ["properties"] = new JsonObject { ["publicNetworkAccess"] = "Disabled" },
        });
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task What_is_there_already_is_trained_on_and_its_contents_are_said_to_be_unknown()
    {
        var runs = new TrainingRuns(_prod, _scene);
        var plan = await runs.PlanAsync(new TrainingRequest(), Cancellation);
        Assert.Equal("training_data:1", plan.Data!.Version);
        Assert.Equal(["The contents of the data asset training_data:1 are not known: it can't be seen from here "
            + "(AuthorizationFailure)."], _scene.Notes);
        var result = await runs.FollowAsync(await runs.StartAsync(plan, Cancellation), plan, Polling.Local,
            Cancellation);
        Assert.True(result.HasCompleted);
    }

    [Fact]
    public async Task Local_files_are_not_uploaded_and_no_job_is_started()
    {
        var file = TestFolders.CreateFile();
        try
        {
            await File.WriteAllTextAsync(file, "a,b\n1,2\n", Cancellation);
            var runs = new TrainingRuns(_prod, _scene);
            var plan = await runs.PlanAsync(new TrainingRequest { Data = file }, Cancellation);
            var refused = await Assert.ThrowsAsync<LifecycleException>(() => runs.StartAsync(plan, Cancellation));
            Assert.Equal("AuthorizationFailure", refused.Code);
            Assert.Contains("closed to the network that this runs in. Run it from inside", refused.Message,
                StringComparison.Ordinal);
            Assert.Equal(StepState.Failed, _scene.Steps["data"].State);
            Assert.DoesNotContain(_scene.Writes, write => write.Contains("/jobs/", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Predictions_are_said_to_be_closed()
    {
        var none = await Assert.ThrowsAsync<LifecycleException>(() =>
            new Tracer(_prod).TraceAsync(new TraceSubject { Prediction = "id-1" }, Cancellation));
        Assert.Equal("PredictionNotFound", none.Code);
        Assert.Contains("the predictions of prod are closed to the network that this runs in", none.Message,
            StringComparison.Ordinal);
    }
}
