using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests.Lifecycle;

/// <summary>
/// The dev environment, up on a local cloud of its own, with a published pipeline whose one step does as its input says: it tells
/// the gate's decision, as the tags of the job, or fails, or takes its time.
/// </summary>
public sealed class TrainingStack : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-pipeline-");

    /// <summary>The command, with the store that dev is in.</summary>
    public Mlops Mlops { get; } = new();

    /// <summary>The data to train on.</summary>
    public string Data => Path.Combine(_folder.FullName, "data", "readings.csv");

    public async ValueTask InitializeAsync()
    {
        Write("pipeline.yml", """
            type: pipeline
            name: judge
            inputs:
              training_data: {type: uri_folder}
              decision: {type: string, default: register}
            jobs:
              judge:
                type: command
                component: ./judge.yml
                inputs:
                  data: ${{parent.inputs.training_data}}
                  decision: ${{parent.inputs.decision}}
            """);
        Write("judge.yml", """
            type: command
            name: judge_step
            inputs:
              data: {type: uri_folder}
              decision: {type: string}
            code: ./src
            environment: ./environment.yml
            command: python3 judge.py ${{inputs.decision}} ${{inputs.data}}
            """);
        Write("environment.yml", """
            name: plain
            image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest
            """);
        Write("endpoint.yml", "name: judge\nauth_mode: aad_token\n");
        Write("deployment.yml", "name: judge\nendpoint_name: judge\ntype: pipeline\ncomponent: ./pipeline.yml\n");
        Write("src/judge.py", """
            import json, os, sys, time, urllib.request

            decision = sys.argv[1]
            print(f"read {len(open(os.path.join(sys.argv[2], 'readings.csv')).read())} letters", flush=True)
            if decision == "crash":
                raise SystemExit("there is no such pump")
            if decision == "wait":
                time.sleep(120)
            tags = {"mlops.decision": decision, "mlops.reason": f"it says {decision}", "mlops.metric.roc_auc": "0.91"}
            for key, value in tags.items():
                body = {"run_id": os.environ["AZUREML_ROOT_RUN_ID"], "key": key, "value": value}
                server = os.environ["MLFLOW_TRACKING_URI"].replace("azureml://", "https://").split("?")[0]
                urllib.request.urlopen(urllib.request.Request(
                    f"{server}/api/2.0/mlflow/runs/set-tag", json.dumps(body).encode(),
                    {"Content-Type": "application/json", "Authorization": f"Bearer {os.environ['MLFLOW_TRACKING_TOKEN']}"}))
            """);
        Write("data/readings.csv", "a,b\n1,2\n");
        CiFiles.AsNone(Mlops);
        (await Mlops.LocalAsync("up", "dev", "--pipeline", _folder.FullName)).ExitsWith(0);
    }

    /// <summary>Skips the test where steps can't be executed.</summary>
    public static void NeedsPython()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Jobs are executed on Linux and macOS.");
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .Any(folder => File.Exists(Path.Combine(folder, "python3"))), "There is no Python 3 on the PATH.");
    }

    /// <summary>The words of a run on the local cloud.</summary>
    public string[] Run(params string[] more) => ["run", "dev", "--local", "--data", Data, "--store", Mlops.Store, .. more];

    public ValueTask DisposeAsync()
    {
        Mlops.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
