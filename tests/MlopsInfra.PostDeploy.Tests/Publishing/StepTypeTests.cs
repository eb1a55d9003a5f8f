using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Steps of every type, published to a local cloud that holds them to the service's form.</summary>
public sealed class StepTypeTests
{
    private const string Environment = "azureml://registries/azureml/environments/sklearn-1.5/labels/latest";

    private const string Files = $$$"""
        # score.yml
        $schema: https://azuremlschemas.azureedge.net/latest/parallelComponent.schema.json
        type: parallel
        name: org.score
        inputs: {rows: {type: mltable}}
        outputs: {out: {type: uri_folder}}
        input_data: ${{inputs.rows}}
        mini_batch_size: 5kb
        task: {type: run_function, code: src, entry_script: run.py, environment: {{{Environment}}}}
        # clean.yml
        $schema: https://azuremlschemas.azureedge.net/latest/sparkComponent.schema.json
        type: spark
        name: clean
        code: src
        entry: {file: run.py}
        conf: {driver_cores: 1, driver_memory: 2g, executor_cores: 1, executor_memory: 2g, executor_instances: 1}
        # trial.yml
        type: command
        name: trial
        inputs: {rate: {type: number}}
        outputs: {model: {type: mlflow_model}}
        command: echo ${{inputs.rate}} > ${{outputs.model}}
        environment: {{{Environment}}}
        # check.yml
        type: command
        name: check
        inputs: {count: {type: integer}}
        outputs: {ok: {type: boolean, is_control: true}, next: {type: integer, is_control: true}}
        command: echo ${{inputs.count}}
        environment: {{{Environment}}}
        # parts/report.yml
        type: pipeline
        inputs: {pump: {type: string}}
        jobs:
          say: {command: 'echo ${{inputs.pump}}', environment: {{{Environment}}}, inputs: {pump: '${{parent.inputs.pump}}'}}
        # src/run.py
        print(1)
        """;

    private const string Pipeline = $$$"""
        $schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
        type: pipeline
        settings: {default_compute: azureml:cpu-cluster}
        inputs: {rows: {type: mltable, path: azureml://datastores/workspaceblobstore/paths/rows/}}
        jobs:
          command:
            command: echo
            environment: {{{Environment}}}
            identity: {type: user_identity}
            services: {shell: {type: ssh, ssh_public_keys: key}, app: {type: custom, port: 8080, nodes: all}}
            queue_settings: {job_tier: spot}
            limits: {timeout: 90000}
            distribution: {type: PyTorch, process_count_per_instance: 2}
            resources: {instance_count: 2, shm_size: 2g}
          parallel:
            type: parallel
            component: ./score.yml
            inputs: {rows: '${{parent.inputs.rows}}'}
            retry_settings: {max_retries: 2, timeout: 60}
            max_concurrency_per_instance: 2
          spark:
            type: spark
            component: ./clean.yml
            resources: {instance_type: Standard_E4S_V3, runtime_version: "3.4"}
          sweep:
            type: sweep
            trial: ./trial.yml
            sampling_algorithm: {type: random, seed: 1, rule: sobol}
            search_space: {rate: {type: loguniform, min_value: -6, max_value: -1}}
            objective: {goal: minimize, primary_metric: loss}
            limits: {max_total_trials: 4, max_concurrent_trials: 2, timeout: 7200}
            early_termination: {type: truncation_selection, truncation_percentage: 20, evaluation_interval: 1}
          automl:
            type: automl
            task: classification
            training_data: {type: mltable, path: azureml://datastores/workspaceblobstore/paths/rows/}
            target_column_name: failed
            outputs: {best_model: {type: mlflow_model}}
          judge:
            command: ls ${{inputs.model}}
            environment: {{{Environment}}}
            inputs: {model: '${{parent.jobs.automl.outputs.best_model}}'}
          copy:
            type: data_transfer
            task: copy_data
            data_copy_mode: merge_with_overwrite
            inputs: {from: '${{parent.inputs.rows}}'}
            outputs: {to: {type: mltable}}
          fetch:
            type: data_transfer
            task: import_data
            source: {type: database, connection: azureml:orders, query: select 1}
            outputs: {sink: {type: mltable, path: azureml://datastores/workspaceblobstore/paths/orders/}}
          import:
            type: import
            source: {type: azuresqldb, connection: azureml:orders, query: select 1}
            output: {type: mltable}
          nested:
            type: pipeline
            component: ./parts/report.yml
            inputs: {pump: P-101}
          check: {type: command, component: ./check.yml, inputs: {count: 1}}
          each: {type: parallel_for, body: '${{parent.jobs.one}}', items: [{pump: P-101}, {pump: P-102}]}
          one: {type: pipeline, component: ./parts/report.yml}
          again: {type: do_while, body: '${{parent.jobs.check}}', condition: ok, mapping: {next: count}}
          choose: {type: if_else, condition: '${{parent.jobs.check.outputs.ok}}', true_block: '${{parent.jobs.command}}'}
        """;

    [Fact]
    public async Task A_pipeline_of_steps_of_every_type_is_published()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = Written();

        var result = await azure.PublishAsync(pipeline);

        var jobs = Jobs(azure, result);
        Assert.Equal(
            [
                "again do_while", "automl automl", "check command", "choose if_else", "command command", "copy data_transfer",
                "each parallel_for", "fetch data_transfer", "import import", "judge command", "nested pipeline", "one pipeline",
                "parallel parallel", "spark spark", "sweep sweep",
            ],
            jobs.Select(job => $"{job.Key} {job.Value!["type"]}").Order(StringComparer.Ordinal));
        Assert.Equal("P1DT1H", (string?)jobs["command"]!["limits"]!["timeout"]);
        Assert.Contains(result.Assets, asset => asset.Name == "org_score");
        var judge = ((string)jobs["judge"]!["componentId"]!).Split("/components/")[1];
        Assert.Equal("mltable", (string?)Spec(azure, judge)["inputs"]!["model"]!["type"]);
        Assert.All(azure.Server.Requests.Records, record => Assert.Null(record.Error));
        Assert.DoesNotContain((await azure.Publisher().PlanAsync(pipeline.Read())).Assets,
            asset => asset.Op != PublishOperation.Same);
    }

    [Fact]
    public async Task A_step_of_a_registered_component_has_all_keys_of_its_type()
    {
        await using var azure = await LocalAzure.StartAsync();
        using (var first = Written()) await azure.PublishAsync(first);
        using var second = new TempPipeline();
        second.Write("pipeline.yml",
            """
            $schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
            type: pipeline
            jobs:
              score:
                type: parallel
                component: azureml:org_score@latest
                inputs: {rows: {type: mltable, path: azureml://datastores/workspaceblobstore/paths/rows/}}
                mini_batch_size: "10"
                retry_settings: {max_retries: 2, timeout: 60}
                max_concurrency_per_instance: 4
                error_threshold: 3
              clean:
                type: spark
                component: azureml:clean@latest
                entry: {file: run.py}
                conf: {spark.driver.cores: 2}
                identity: {type: managed}
            """);

        var jobs = Jobs(azure, await azure.PublishAsync(second));

        Assert.Equal(10, (int?)jobs["score"]!["mini_batch_size"]);
        Assert.Equal(3, (int?)jobs["score"]!["error_threshold"]);
        Assert.Equal("SparkJobPythonEntry", (string?)jobs["clean"]!["entry"]!["spark_job_entry_type"]);
        Assert.Equal(2, (int?)jobs["clean"]!["conf"]!["spark.driver.cores"]);
    }

    private static TempPipeline Written()
    {
        var pipeline = new TempPipeline().Write("pipeline.yml", Pipeline);
        foreach (var part in Files.Split("# ", StringSplitOptions.RemoveEmptyEntries))
        {
            var file = part.Split('\n', 2);
            pipeline.Write(file[0].Trim(), file[1]);
        }

        return pipeline;
    }

    private static JsonObject Jobs(LocalAzure azure, PublishResult result)
    {
        var pipeline = result.Assets.Single(asset => asset.Kind == PublishKind.Pipeline
            && asset.Name.EndsWith("_pipeline", StringComparison.Ordinal));
        return Spec(azure, $"{pipeline.Name}/versions/{pipeline.Version}")["jobs"]!.AsObject();
    }

    private static JsonObject Spec(LocalAzure azure, string component) =>
        azure.Find($"components/{component}")!["properties"]!["componentSpec"]!.AsObject();
}
