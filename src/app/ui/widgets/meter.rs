//! A level meter: root mean square as a bar, peak as a line that holds, and a lamp that stays lit once it was too loud.

use studio::engine::MeterReading;
use web_sys::HtmlElement;
use yew::{Callback, Html, MouseEvent, Properties, component, html, use_mut_ref, use_node_ref, use_state};

use crate::ui::context::use_studio;
use crate::ui::frames::use_frames;

/// The lowest level shown, in decibels.
const FLOOR: f32 = -60.0;
/// How fast a bar falls, in parts of the range a second.
const FALL: f32 = 0.5;
/// How long a peak is held, in milliseconds.
const HOLD: f64 = 1_200.0;

/// Which strip a meter watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watched {
    /// The strip at a place among the meters.
    At(usize),
    /// The last one.
    Master,
}

/// What a meter watches.
#[derive(Clone, PartialEq, Properties)]
pub struct MeterProps {
    /// The strip.
    pub watched: Watched,
    /// Whether it lies down.
    #[prop_or_default]
    pub lying: bool,
    /// What its lamp is called, where it has one.
    #[prop_or_default]
    pub lamp: Option<String>,
    /// Its name for tests.
    #[prop_or_default]
    pub test: Option<&'static str>,
}

#[derive(Clone, Copy, Default)]
struct Needle {
    bar: f32,
    peak: f32,
    held_since: f64,
    shown: (i32, i32),
}

impl Needle {
    fn follow(&mut self, bar: f32, peak: f32, now: f64, seconds: f32) {
        self.bar = bar.max(self.bar - FALL * seconds);
        if peak >= self.peak {
            (self.peak, self.held_since) = (peak, now);
        } else if now - self.held_since > HOLD {
            self.peak = peak.max(self.peak - FALL * seconds);
        }
    }
}

/// Where a magnitude stands on the scale, 0 to 1.
fn travel(magnitude: f32) -> f32 {
    if magnitude <= 0.001 {
        return 0.0;
    }
    ((20.0 * magnitude.log10() - FLOOR) / -FLOOR).clamp(0.0, 1.0)
}

/// A level meter of two channels. It draws by itself, in animation frames.
#[component]
pub fn Meter(props: &MeterProps) -> Html {
    let telemetry = use_studio().telemetry;
    let (left, right) = (use_node_ref(), use_node_ref());
    let state = use_mut_ref(|| ([Needle::default(); 2], 0.0));
    let (lit, was_lit) = (use_state(|| false), use_mut_ref(|| false));
    {
        let (lamp, was_lit, has_lamp) = (lit.setter(), was_lit.clone(), props.lamp.is_some());
        let (nodes, watched) = ([left.clone(), right.clone()], props.watched);
        use_frames(move |now| {
            let reading = telemetry.read(|telemetry| match watched {
                Watched::At(place) => telemetry.meters.get(place).copied(),
                Watched::Master => telemetry.meters.last().copied(),
            });
            let MeterReading { peak, rms } = reading.unwrap_or_default();
            if has_lamp && peak.iter().any(|peak| *peak > 1.0) && !was_lit.replace(true) {
                lamp.set(true);
            }
            let (needles, before) = &mut *state.borrow_mut();
            let seconds = ((now - *before) / 1_000.0).clamp(0.0, 0.1) as f32;
            *before = now;
            let channels = needles.iter_mut().zip(&nodes).zip(peak.into_iter().zip(rms));
            for ((needle, node), (peak, rms)) in channels {
                needle.follow(travel(rms), travel(peak), now, seconds);
                let shown = ((needle.bar * 400.0) as i32, (needle.peak * 400.0) as i32);
                if shown == needle.shown {
                    continue;
                }
                needle.shown = shown;
                if let Some(element) = node.cast::<HtmlElement>() {
                    let style = element.style();
                    style.set_property("--bar", &format!("{:.4}", needle.bar)).ok();
                    style.set_property("--peak", &format!("{:.4}", needle.peak)).ok();
                }
            }
        });
    }
    let class = if props.lying { "meter meter-lying" } else { "meter" };
    let clear = {
        let lit = lit.clone();
        Callback::from(move |_: MouseEvent| {
            was_lit.replace(false);
            lit.set(false);
        })
    };
    let lamp = props.lamp.clone().filter(|_| *lit);
    html! {
        <>
            if let Some(words) = lamp {
                <button type="button" class="meter-lamp" aria-label={words.clone()} title={words} data-test="meter-lamp"
                    onclick={clear}></button>
            }
            <div class={class} aria-hidden="true" data-test={props.test}>
                <span class="meter-channel" ref={left}><i class="meter-bar"></i><i class="meter-peak"></i></span>
                <span class="meter-channel" ref={right}><i class="meter-bar"></i><i class="meter-peak"></i></span>
            </div>
        </>
    }
}
