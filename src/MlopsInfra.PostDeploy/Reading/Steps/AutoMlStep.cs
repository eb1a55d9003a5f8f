using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.AutoMl;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step in which Azure finds the best model for some data. It runs no component: the step is all.</summary>
internal sealed class AutoMlStep() : StepType("automl")
{
    private static readonly string[] Data = ["training_data", "validation_data", "test_data"];

    public override string? ComponentKey => null;

    // As `az ml` declares it where a step that is written in place reads it.
    public override string OutputType => "mltable";

    public override bool Describes(YamlMap map) => map.Has("training_data");

    public override PipelineNode Read(StepSource step)
    {
        var map = step.Map;
        map.Ignore("type", "name", "$schema", "version", "experiment_name", "inputs", "outputs");
        var inputs = new Dictionary<string, InputBinding>();
        foreach (var key in Data)
        {
            if (map.Node(key) is { } value
                && BindingReader.ReadInput(step.Folder, map, key, value, step.File, declared: null) is { } binding)
                inputs[key] = binding;
        }

        var content = Common(step);
        foreach (var (key, binding) in inputs) content.With(key, InText(map, key, binding));
        if (Task(step) is { } task)
        {
            content["task"] = task.Name;
            content["primary_metric"] = Metric(map, task);
            content.Plus(task.Data == AutoMlData.Table
                ? AutoMlTables.Read(map, step.What, task) : AutoMlSearch.Read(map, step.What, task));
            var verbosity = map.Text("log_verbosity") is { } text ? Snake.Case(text) : null;
            content.With("log_verbosity", verbosity ?? (task.Data == AutoMlData.Text ? null : "info"));
            if (!inputs.ContainsKey("training_data")) map.Error(map.Location, $"{step.What} needs 'training_data'");
            UnknownKeys.Keep(map, step.What, content);
        }

        return new PipelineNode(step.Name, Name, null, map.Location)
        {
            Content = content,
            Inputs = inputs,
            Outputs = step.Outputs,
        };
    }

    private JsonObject Common(StepSource step)
    {
        var map = step.Map;
        var outputs = new JsonObject();
        foreach (var (name, binding) in step.Outputs) outputs.With(name, binding.InStep("mlflow_model"));
        return new JsonObject { ["name"] = step.Name, ["type"] = Name }
            .With("display_name", map.Text("display_name"))
            .With("description", map.Text("description"))
            .With("tags", Tags.Read(map))
            .With("properties", map.Json("properties"))
            .With("compute", StepFields.Compute(step))
            .With("environment_variables", Tags.Read(map, "environment_variables"))
            .With("resources", JobResources.Read(map, step.What))
            .With("queue_settings", JobQueue.Read(map, step.What))
            .With("identity", JobIdentity.Read(map, step.What))
            .With("outputs", outputs.Count > 0 ? outputs : null);
    }

    private static AutoMlTask? Task(StepSource step)
    {
        var map = step.Map;
        var names = AutoMlTask.All.Select(task => task.Name).ToArray();
        if (!map.Has("task")) map.Error(map.Location, $"{step.What} needs 'task': {string.Join(", ", names)}");
        return map.Word("task", names) is { } name ? AutoMlTask.All.FirstOrDefault(task => task.Name == name) : null;
    }

    private static string? Metric(YamlMap map, AutoMlTask task) =>
        map.Has("primary_metric") ? map.Word("primary_metric", task.Metrics) : task.Metrics[0];

    // What is bound is sent as it is, data as a text that says its type and address.
    private static JsonNode? InText(YamlMap map, string key, InputBinding binding)
    {
        if (map.Node(key) is YamlDotNet.RepresentationModel.YamlScalarNode) return binding.Value;
        var data = new JsonObject { ["type"] = binding.Type }
            .With("path", binding.Uri ?? binding.Value)
            .With("mode", binding.Mode);
        return new PythonTextLink(data, binding.Location).ToNode();
    }
}
