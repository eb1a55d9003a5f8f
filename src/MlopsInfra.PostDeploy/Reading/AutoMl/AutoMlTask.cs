namespace MlopsInfra.PostDeploy.Reading.AutoMl;

/// <summary>What AutoML can be asked to learn.</summary>
/// <param name="Name">As YAML has it.</param>
/// <param name="Data">What it learns from.</param>
/// <param name="Metrics">By what models are compared; the first is the default.</param>
internal sealed record AutoMlTask(string Name, AutoMlData Data, params IReadOnlyList<string> Metrics)
{
    private static readonly string[] OfClasses =
    [
        "accuracy", "auc_weighted", "norm_macro_recall", "average_precision_score_weighted", "precision_score_weighted",
    ];

    private static readonly string[] OfNumbers =
        ["normalized_root_mean_squared_error", "r2_score", "spearman_correlation", "normalized_mean_absolute_error"];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<AutoMlTask> All =
    [
        new("classification", AutoMlData.Table, OfClasses),
        new("regression", AutoMlData.Table, OfNumbers),
        new("forecasting", AutoMlData.Table, OfNumbers),
        new("text_classification", AutoMlData.Text, OfClasses),
        new("text_classification_multilabel", AutoMlData.Text, OfClasses),
        new("text_ner", AutoMlData.Text, "accuracy"),
        new("image_classification", AutoMlData.Image, OfClasses),
        new("image_classification_multilabel", AutoMlData.Image, ["iou", .. OfClasses]),
        new("image_object_detection", AutoMlData.Image, "mean_average_precision"),
        new("image_instance_segmentation", AutoMlData.Image, "mean_average_precision"),
    ];
}
