using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.AutoMl;

/// <summary>Reads what an AutoML step says that learns from tables.</summary>
internal static class AutoMlTables
{
    private static readonly AutoMlSection Limits = new("limits",
    [
        "enable_early_termination", "exit_score", "max_concurrent_trials", "max_cores_per_trial", "max_nodes", "max_trials",
        "timeout_minutes", "trial_timeout_minutes",
    ], []);

    private static readonly AutoMlSection Training = new("training",
    [
        "enable_dnn_training", "enable_model_explainability", "enable_onnx_compatible_models", "enable_stack_ensemble",
        "enable_vote_ensemble", "ensemble_model_download_timeout_minutes",
    ], ["allowed_training_algorithms", "blocked_training_algorithms", "training_mode"]);

    private static readonly AutoMlSection Stack = new("stack_ensemble_settings",
        ["stack_meta_learner_train_percentage", "stack_meta_learner_kwargs"], ["stack_meta_learner_type"]);

    private static readonly AutoMlSection Featurization = new("featurization",
        ["dataset_language", "column_name_and_types", "enable_dnn_featurization", "transformer_params"],
        ["mode", "blocked_transformers"]);

    private static readonly AutoMlSection Forecasting = new("forecasting",
    [
        "country_or_region_for_holidays", "cv_step_size", "forecast_horizon", "target_lags", "target_rolling_window_size",
        "time_column_name", "time_series_id_column_names", "frequency", "feature_lags", "seasonality",
        "short_series_handling_config", "use_stl", "target_aggregate_function", "features_unknown_at_forecast_time",
    ], []);

    public static JsonObject Read(YamlMap map, string what, AutoMlTask task)
    {
        var settings = new JsonObject()
            .With("target_column_name", map.Required("target_column_name", what))
            .With("weight_column_name", map.Text("weight_column_name"))
            .With("n_cross_validations", map.Value("n_cross_validations"))
            .With("cv_split_column_names", map.TextList("cv_split_column_names"))
            .With("validation_data_size", map.Number("validation_data_size"))
            .With("test_data_size", map.Number("test_data_size"))
            .With("limits", Limits.Read(map, what))
            .With("featurization", ReadFeaturization(map, what))
            .With("training", ReadTraining(map, what));
        if (task.Name == "classification") settings.With("positive_label", map.Text("positive_label"));
        if (task.Name == "forecasting") settings.With("forecasting", ReadForecasting(map, what));
        return settings;
    }

    private static JsonObject ReadTraining(YamlMap map, string what)
    {
        if (map.Map("training") is not { } owner) return [];
        var stack = Stack.Read(owner, $"'training' of {what}");
        owner.Ignore(Stack.Key);
        var training = Training.ReadFrom(owner, what);
        if (stack is not null) training[Stack.Key] = stack;
        return training;
    }

    private static JsonObject? ReadFeaturization(YamlMap map, string what)
    {
        if (Featurization.Read(map, what) is not { } settings) return null;
        settings["mode"] ??= "auto";
        if (settings["transformer_params"] is not JsonObject transformers) return settings;
        settings["transformer_params"] = new JsonObject(transformers.Select(entry =>
            KeyValuePair.Create(Snake.Case(entry.Key), Wire.Copy(entry.Value))));
        return settings;
    }

    private static JsonObject? ReadForecasting(YamlMap map, string what)
    {
        // Azure takes the columns as a text, be it one or several.
        if (Forecasting.Read(map, what) is not { } settings) return null;
        if (settings["time_series_id_column_names"] is JsonArray columns)
            settings["time_series_id_column_names"] = PythonText.Repr(columns);
        return settings;
    }
}
